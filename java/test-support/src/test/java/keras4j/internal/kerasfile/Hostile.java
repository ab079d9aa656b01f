package keras4j.internal.kerasfile;

import java.util.ArrayList;
import java.util.List;
import keras4j.archive.ValidationRule;

/** Malicious or damaged file, with the defect and the rule that must refuse it. */
public final class Hostile {
    private final String name;
    private final ValidationRule rule;
    private final byte[] bytes;

    public Hostile(String name, ValidationRule rule, byte[] bytes) {
        this.name = name;
        this.rule = rule;
        this.bytes = bytes;
    }

    /** Returns the rule that must refuse the file. */
    public ValidationRule rule() {
        return rule;
    }

    /** Returns the file. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns all hostile {@code .keras} files. */
    public static List<Hostile> models() {
        List<Hostile> all = new ArrayList<>();
        all.addAll(HostileZips.all());
        all.addAll(HostileJson.all());
        all.addAll(HostileConfigs.all());
        all.addAll(HostileGraphs.all());
        all.addAll(HostileWeights.all());
        all.addAll(HostileSizes.all());
        all.addAll(HostileStates.all());
        all.addAll(HostileAssets.all());
        return all;
    }

    @Override
    public String toString() {
        return rule + ": " + name;
    }
}
