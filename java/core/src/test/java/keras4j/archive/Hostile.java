package keras4j.archive;

import java.util.ArrayList;
import java.util.List;

/** A file that must be refused: what is wrong with it, and the rule that must refuse it. */
public final class Hostile {
    private final String name;
    private final Rule rule;
    private final byte[] bytes;

    Hostile(String name, Rule rule, byte[] bytes) {
        this.name = name;
        this.rule = rule;
        this.bytes = bytes;
    }

    /** What must refuse it. */
    public Rule rule() {
        return rule;
    }

    /** The file. */
    public byte[] bytes() {
        return bytes;
    }

    /** All hostile {@code .keras} files. */
    public static List<Hostile> models() {
        List<Hostile> all = new ArrayList<>();
        all.addAll(HostileZips.all());
        all.addAll(HostileJson.all());
        all.addAll(HostileConfigs.all());
        all.addAll(HostileGraphs.all());
        all.addAll(HostileWeights.all());
        all.addAll(HostileSizes.all());
        all.addAll(HostileStates.all());
        return all;
    }

    @Override
    public String toString() {
        return rule + ": " + name;
    }
}
