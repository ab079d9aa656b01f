package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import keras4j.expr.CustomObject;

/**
 * A model from elsewhere: every part of its file was checked and then written anew, so that Python sees no byte that Java did
 * not write.
 */
public final class ForeignModel {
    private static final int LARGEST_METADATA = 1 << 16;
    private static final JsonMapper JSON = new JsonMapper();

    private final KerasConfig config;
    private final byte[] bytes;

    private ForeignModel(KerasConfig config, byte[] bytes) {
        this.config = config;
        this.bytes = bytes;
    }

    /**
     * Reads a {@code .keras} file.
     *
     * @param subject what refusals call it
     * @throws ArchiveException it is none, or it breaks a {@link Rule}
     */
    public static ForeignModel read(String subject, byte[] file, Collection<CustomObject> customs) {
        return read(file, customs, Rules.of(subject));
    }

    static ForeignModel read(byte[] file, Collection<CustomObject> customs, Rules rules) {
        Map<String, byte[]> members = KerasZip.read(file, rules);
        JsonNode metadata = new JsonReader("metadata.json", LARGEST_METADATA, rules).read(get(members, "metadata.json"));
        JsonNode tree = new JsonReader("config.json", KerasConfig.LARGEST, rules).read(get(members, "config.json"));
        KerasConfig config = KerasConfig.of(tree, customs, rules);
        List<String> names = customs.stream().map(CustomObject::name).toList();
        new ConfigCheck(rules, names).check(tree);
        new ConfigJoints(rules).check(tree);
        Hdf5Group weights = Hdf5Reader.read(ByteBuffer.wrap(get(members, "model.weights.h5")), rules);
        weights.arrays((path, array) ->
                rules.require(Rule.H5_FINITE, array.finite(), "weights must be finite", "others in " + path));
        new ConfigSizes(rules, names, weights).check(tree);
        Map<String, byte[]> anew = new TreeMap<>();
        anew.put("metadata.json", json(metadata));
        anew.put("config.json", json(tree));
        anew.put("model.weights.h5", Hdf5Writer.write(weights));
        return new ForeignModel(config, KerasZip.write(anew));
    }

    private static byte[] get(Map<String, byte[]> members, String name) {
        return Objects.requireNonNull(members.get(name));
    }

    private static byte[] json(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What the file says of the model. */
    public KerasConfig config() {
        return config;
    }

    /** The file, written anew. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
