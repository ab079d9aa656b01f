package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.expr.CustomObject;
import keras4j.internal.archive.JsonReader;
import keras4j.internal.archive.Validator;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Reader;
import keras4j.internal.hdf5.Hdf5Writer;

/**
 * Model from an untrusted file. Every part of the file was checked and then rewritten, so Python sees only bytes that
 * Java wrote.
 */
public final class CheckedModel {
    private static final int MAX_METADATA_BYTES = 1 << 16;
    private static final Map<String, Pattern> METADATA = Map.of(
            "keras_version", Pattern.compile("3\\.[0-9]{1,4}[.a-z0-9]{0,40}"),
            "date_saved", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}@[0-9]{2}:[0-9]{2}:[0-9]{2}"));
    private static final String WEIGHTS = "model.weights.h5";
    private static final JsonMapper JSON = new JsonMapper();

    private final KerasConfig config;
    private final JsonNode metadata;
    private final JsonNode tree;
    private final Hdf5Group weights;
    private final Map<String, byte[]> vocabularies;

    private CheckedModel(
            KerasConfig config, JsonNode metadata, JsonNode tree, Hdf5Group weights, Map<String, byte[]> vocabularies) {
        this.config = config;
        this.metadata = metadata;
        this.tree = tree;
        this.weights = weights;
        this.vocabularies = vocabularies;
    }

    /**
     * Reads a {@code .keras} file.
     *
     * @param subject the subject of error messages
     * @throws ArchiveException it is not a {@code .keras} file, or it breaks a {@link ValidationRule}
     */
    public static CheckedModel read(String subject, byte[] file, Collection<CustomObject> customs) {
        return read(file, customs, Validator.of(subject));
    }

    /**
     * Reads a {@code .keras} file without what it was compiled with and the state of its optimizer.
     *
     * @param subject the subject of error messages
     * @throws ArchiveException the rest is not a {@code .keras} file, or it breaks a {@link ValidationRule}
     */
    public static CheckedModel readUncompiled(String subject, byte[] file, Collection<CustomObject> customs) {
        Validator rules = Validator.of(subject);
        Map<String, byte[]> members = KerasZip.read(file, rules);
        JsonNode metadata = metadata(members, rules);
        JsonNode tree = config(members, metadata, rules);
        if (tree instanceof ObjectNode model) {
            model.remove("compile_config");
        }
        Hdf5Group weights = Hdf5Reader.read(ByteBuffer.wrap(get(members, WEIGHTS)), rules);
        return read(
                bytes(metadata, tree, weights.without("optimizer"), new Vocabularies(rules).check(tree, members)),
                customs,
                rules);
    }

    static CheckedModel read(byte[] file, Collection<CustomObject> customs, Validator rules) {
        CheckedModel model = check(file, customs, rules);
        model.weights.arrays((path, array) ->
                rules.require(ValidationRule.H5_FINITE, array.finite(), "weights must be finite", "others in " + path));
        return model;
    }

    /**
     * Reads a {@code .keras} file that keras4j kept. Its weights need not be finite, because a diverged network may be
     * kept.
     *
     * @param subject the subject of error messages
     * @throws ArchiveException it breaks a {@link ValidationRule}
     */
    public static CheckedModel check(String subject, byte[] file, Collection<CustomObject> customs) {
        return check(file, customs, Validator.of(subject));
    }

    private static CheckedModel check(byte[] file, Collection<CustomObject> customs, Validator rules) {
        Map<String, byte[]> members = KerasZip.read(file, rules);
        JsonNode metadata = metadata(members, rules);
        JsonNode tree = config(members, metadata, rules);
        KerasConfig config = KerasConfig.of(tree, customs, rules);
        Hdf5Group weights = inspect(tree, get(members, WEIGHTS), customs, rules);
        return new CheckedModel(config, metadata, tree, weights, new Vocabularies(rules).check(tree, members));
    }

    /**
     * Returns a checked file, serialized again.
     *
     * @throws ArchiveException its parts can't be read
     */
    public static byte[] reserialized(byte[] file) {
        Validator rules = Validator.of("KerasFile");
        Map<String, byte[]> members = KerasZip.read(file, rules);
        JsonNode metadata = metadata(members, rules);
        JsonNode tree = config(members, metadata, rules);
        Hdf5Group weights = Hdf5Reader.read(ByteBuffer.wrap(get(members, WEIGHTS)), rules);
        return bytes(metadata, tree, weights, new Vocabularies(rules).check(tree, members));
    }

    private static JsonNode config(Map<String, byte[]> members, JsonNode metadata, Validator rules) {
        String version = metadata.path("keras_version").asText();
        return EarlierKeras.rewritten(json(members, "config.json", KerasConfig.MAX_BYTES, rules), version, rules);
    }

    private static byte[] bytes(JsonNode metadata, JsonNode tree, Hdf5Group weights, Map<String, byte[]> vocabularies) {
        Map<String, byte[]> anew = new TreeMap<>(vocabularies);
        anew.put("metadata.json", bytes(metadata));
        anew.put("config.json", bytes(tree));
        anew.put(WEIGHTS, Hdf5Writer.write(weights));
        return KerasZip.write(anew);
    }

    private static Hdf5Group inspect(JsonNode tree, byte[] h5, Collection<CustomObject> customs, Validator rules) {
        List<String> names = customs.stream().map(CustomObject::name).toList();
        new ConfigCheck(rules, names).check(tree);
        new ConnectionCheck(rules).check(tree);
        new ConfigShapeCheck(rules).check(tree);
        new LossAndMetricCheck(rules).check(tree);
        Hdf5Group weights = Hdf5Reader.read(ByteBuffer.wrap(h5), rules);
        new ConfigSizeCheck(rules, names, weights).check(tree);
        new OptimizerStateCheck(rules, names, weights).check(tree);
        return weights;
    }

    private static JsonNode metadata(Map<String, byte[]> members, Validator rules) {
        JsonNode metadata = json(members, "metadata.json", MAX_METADATA_BYTES, rules);
        // Missing only if an earlier rule, switched off by a test, would have refused the file.
        boolean known = (metadata.isObject() || metadata.isMissingNode())
                && metadata.properties().stream().allMatch(each -> isMetadata(each.getKey(), each.getValue()));
        rules.require(
                ValidationRule.JSON_METADATA, known, "metadata must be a version of Keras 3 and a date", metadata);
        return metadata;
    }

    private static boolean isMetadata(String key, JsonNode value) {
        return METADATA.containsKey(key)
                && value.isTextual()
                && METADATA.get(key).matcher(value.asText()).matches();
    }

    private static JsonNode json(Map<String, byte[]> members, String name, int largest, Validator rules) {
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

    /** Returns the model's configuration. */
    public KerasConfig config() {
        return config;
    }

    /** Returns the number of parameters, see {@link KerasWeights#parameters}. */
    public long parameters() {
        return KerasWeights.parameters(weights);
    }

    /** Returns the file, serialized again. */
    public byte[] bytes() {
        return bytes(metadata, tree, weights, vocabularies);
    }
}
