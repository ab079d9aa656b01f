package keras4j.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that must be refused.
 *
 * @param name what is wrong with it
 * @param rule what must refuse it
 */
public record Hostile(String name, Rule rule, byte[] bytes) {
    /** All hostile {@code .keras} files. */
    public static List<Hostile> models() {
        List<Hostile> all = new ArrayList<>();
        all.addAll(HostileZips.all());
        all.addAll(HostileJson.all());
        all.addAll(HostileConfigs.all());
        all.addAll(HostileWeights.all());
        all.addAll(HostileSizes.all());
        return all;
    }

    @Override
    public String toString() {
        return rule + ": " + name;
    }
}
