package keras4j.archive;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A group of Keras' weights.
 *
 * @param name the name of the layer that the group is of; null where Keras wrote none
 * @param members the groups and arrays in it, sorted by name
 */
record Hdf5Group(@Nullable String name, SortedMap<String, Hdf5Node> members) implements Hdf5Node {
    Hdf5Group {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** Tells each array with its path, as in {@code layers/dense/vars/0}. */
    void arrays(BiConsumer<String, Hdf5Array> each) {
        arrays("", each);
    }

    private void arrays(String before, BiConsumer<String, Hdf5Array> each) {
        for (Map.Entry<String, Hdf5Node> member : members.entrySet()) {
            if (member.getValue() instanceof Hdf5Group group) {
                group.arrays(before + member.getKey() + "/", each);
            } else {
                each.accept(before + member.getKey(), (Hdf5Array) member.getValue());
            }
        }
    }
}
