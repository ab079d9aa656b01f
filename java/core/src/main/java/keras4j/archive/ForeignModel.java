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
import java.util.regex.Pattern;
import keras4j.expr.CustomObject;

/**
 * A model from elsewhere: every part of its file was checked and then written anew, so that Python sees no byte that Java did
 * not write.
 */
public final class ForeignModel {
    private static final int LARGEST_METADATA = 1 << 16;
    private static final Map<String, Pattern> METADATA = Map.of(
            "keras_version", Pattern.compile("3\\.[0-9]{1,4}[.a-z0-9]{0,40}"),
            "date_saved", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}@[0-9]{2}:[0-9]{2}:[0-9]{2}"));
    private static final String WEIGHTS = "model.weights.h5";
    private static final JsonMapper JSON = new JsonMapper();

    private final KerasConfig config;
    private final JsonNode metadata;
    private final JsonNode tree;
    private final Hdf5Group weights;

    private ForeignModel(KerasConfig config, JsonNode metadata, JsonNode tree, Hdf5Group weights) {
        this.config = config;
        this.metadata = metadata;
        this.tree = tree;
        this.weights = weights;
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
        ForeignModel model = check(file, customs, rules);
        model.weights.arrays((path, array) ->
                rules.require(Rule.H5_FINITE, array.finite(), "weights must be finite", "others in " + path));
        return model;
    }

    /**
     * Reads a {@code .keras} file that keras4j kept. A network that diverged may be kept, so weights need not be finite.
     *
     * @param subject what refusals call it
     * @throws ArchiveException it breaks a {@link Rule}
     */
    public static ForeignModel check(String subject, byte[] file, Collection<CustomObject> customs) {
        return check(file, customs, Rules.of(subject));
    }

    private static ForeignModel check(byte[] file, Collection<CustomObject> customs, Rules rules) {
        Map<String, byte[]> members = KerasZip.read(file, rules);
        JsonNode metadata = metadata(members, rules);
        JsonNode tree = config(members, rules);
        KerasConfig config = KerasConfig.of(tree, customs, rules);
        return new ForeignModel(config, metadata, tree, inspect(tree, get(members, WEIGHTS), customs, rules));
    }

    /**
     * A file that was checked, written anew.
     *
     * @throws ArchiveException its parts can't be read
     */
    public static byte[] anew(byte[] file) {
        Rules rules = Rules.of("KerasFile");
        Map<String, byte[]> members = KerasZip.read(file, rules);
        Hdf5Group weights = Hdf5Reader.read(ByteBuffer.wrap(get(members, WEIGHTS)), rules);
        return bytes(metadata(members, rules), config(members, rules), weights);
    }

    private static JsonNode config(Map<String, byte[]> members, Rules rules) {
        return json(members, "config.json", KerasConfig.LARGEST, rules);
    }

    private static byte[] bytes(JsonNode metadata, JsonNode tree, Hdf5Group weights) {
        Map<String, byte[]> anew = new TreeMap<>();
        anew.put("metadata.json", bytes(metadata));
        anew.put("config.json", bytes(tree));
        anew.put(WEIGHTS, Hdf5Writer.write(weights));
        return KerasZip.write(anew);
    }

    private static Hdf5Group inspect(JsonNode tree, byte[] h5, Collection<CustomObject> customs, Rules rules) {
        List<String> names = customs.stream().map(CustomObject::name).toList();
        new ConfigCheck(rules, names).check(tree);
        new ConfigJoints(rules).check(tree);
        new ConfigShapes(rules).check(tree);
        new ConfigGoals(rules).check(tree);
        Hdf5Group weights = Hdf5Reader.read(ByteBuffer.wrap(h5), rules);
        new ConfigSizes(rules, names, weights).check(tree);
        new ConfigState(rules, names, weights).check(tree.path("compile_config"));
        return weights;
    }

    private static JsonNode metadata(Map<String, byte[]> members, Rules rules) {
        JsonNode metadata = json(members, "metadata.json", LARGEST_METADATA, rules);
        // Missing is what was refused before, unless no rule did.
        boolean known = (metadata.isObject() || metadata.isMissingNode())
                && metadata.properties().stream()
                        .allMatch(each -> METADATA.containsKey(each.getKey())
                                && each.getValue().isTextual()
                                && METADATA.get(each.getKey())
                                        .matcher(each.getValue().asText())
                                        .matches());
        rules.require(Rule.JSON_METADATA, known, "metadata must be a version of Keras 3 and a date", metadata);
        return metadata;
    }

    private static JsonNode json(Map<String, byte[]> members, String name, int largest, Rules rules) {
        return new JsonReader(name, largest, rules).read(get(members, name));
    }

    private static byte[] get(Map<String, byte[]> members, String name) {
        return Objects.requireNonNull(members.get(name));
    }

    private static byte[] bytes(JsonNode tree) {
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

    /** How many parameters it has, see {@link KerasWeights#parameters}. */
    public long parameters() {
        return KerasWeights.parameters(weights);
    }

    /** The file, written anew. */
    public byte[] bytes() {
        return bytes(metadata, tree, weights);
    }
}
