package keras4j.internal.hdf5;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Group of Keras' weights.
 *
 * @param name the name of the layer that the group belongs to; null if Keras wrote none
 * @param members the groups and arrays in it, sorted by name
 */
public record Hdf5Group(@Nullable String name, SortedMap<String, Hdf5Node> members) implements Hdf5Node {
    public Hdf5Group {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** Returns a copy without one of the members. */
    public Hdf5Group without(String member) {
        SortedMap<String, Hdf5Node> others = new TreeMap<>(members);
        others.remove(member);
        return new Hdf5Group(name, others);
    }

    /** Passes each array with its path, such as {@code layers/dense/vars/0}, to a consumer. */
    public void arrays(BiConsumer<String, Hdf5Array> each) {
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
