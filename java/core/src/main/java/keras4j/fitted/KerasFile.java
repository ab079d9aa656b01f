package keras4j.fitted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.ValidationRule;
import keras4j.code.Program;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.kerasfile.CheckedModel;
import keras4j.internal.kerasfile.KerasConfig;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * {@code .keras} file made with Python, read and checked but not yet loaded; {@code keras.load} makes a {@link Fitted}
 * of it.
 *
 * <p>Reading never starts Python. Every class in the file must belong to Keras or be a given custom object. A file that
 * contains code, or a name unknown to keras4j, is refused with the layer's name.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/model_saving_and_loading/">Whole model saving</a>
 */
public final class KerasFile {
    private final String file;
    private final byte[] bytes;
    private final KerasConfig config;
    private final List<CustomObject> customs;
    private final Map<String, List<String>> levels;
    private final int maxLength;

    private KerasFile(
            String file,
            byte[] bytes,
            KerasConfig config,
            List<CustomObject> customs,
            Map<String, List<String>> levels,
            int maxLength) {
        this.file = file;
        this.bytes = bytes;
        this.config = config;
        this.customs = customs;
        this.levels = levels;
        this.maxLength = maxLength;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param customs the custom objects that the file needs
     * @return the checked file
     * @throws ArchiveException if the file is not a {@code .keras} file of a Sequential or functional model, or is
     *     refused
     */
    public static KerasFile read(Path file, CustomObject... customs) {
        Preconditions.notNull("KerasFile", "file", file);
        return read(file, ReadOptions.DEFAULT, customs);
    }

    /**
     * Reads a file with other size limits.
     *
     * @param file the file
     * @param options the limits for the file, the model and its rows; no signature, which such a file can't have
     * @param customs the custom objects that the file needs
     * @return the checked file
     * @throws ArchiveException if the file is larger, not a {@code .keras} file of a Sequential or functional model, or
     *     refused
     */
    public static KerasFile read(Path file, ReadOptions options, CustomObject... customs) {
        Preconditions.notNull("KerasFile", "file", file);
        Preconditions.notNull("KerasFile", "options", options);
        String name = String.valueOf(file.getFileName());
        return of(name, bytes(file, name, options), options, customs);
    }

    private static byte[] bytes(Path file, String name, ReadOptions options) {
        try {
            return options.read("KerasFile " + name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "KerasFile: " + Quoted.file(file) + " must be readable: " + Quoted.file(e), e);
        }
    }

    /**
     * Reads a file without its losses, metrics and optimizer, as {@code load_model(file, compile=False)} does. It predicts;
     * training it further needs a loss, as in {@code fineTuning("further").loss(custom)}.
     *
     * @param file the file
     * @param customs the custom objects that the file needs to predict
     * @return the checked file, which is not compiled
     * @throws ArchiveException if the file is not a {@code .keras} file of a Sequential or functional model, or is
     *     refused
     */
    public static KerasFile readUncompiled(Path file, CustomObject... customs) {
        return readUncompiled(file, ReadOptions.DEFAULT, customs);
    }

    /**
     * Reads a file without its losses, metrics and optimizer, with other size limits.
     *
     * @param file the file
     * @param options the limits for the file, the model and its rows; no signature, which such a file can't have
     * @param customs the custom objects that the file needs to predict
     * @return the checked file, which is not compiled
     * @throws ArchiveException if the file is larger, not a {@code .keras} file of a Sequential or functional model, or
     *     refused
     */
    public static KerasFile readUncompiled(Path file, ReadOptions options, CustomObject... customs) {
        Preconditions.notNull("KerasFile", "file", file);
        Preconditions.notNull("KerasFile", "options", options);
        Preconditions.array("KerasFile", "customs", customs);
        String name = String.valueOf(file.getFileName());
        String subject = "KerasFile " + name;
        options.checkUnsigned(subject);
        byte[] bytes = bytes(file, name, options);
        return of(name, CheckedModel.readUncompiled(subject, bytes, List.of(customs)), options, customs);
    }

    /**
     * Reads the bytes of a file.
     *
     * @param bytes the content of the file
     * @param customs the custom objects that the file needs
     * @return the checked file
     * @throws ArchiveException if the bytes are not a {@code .keras} file of a Sequential or functional model, or are
     *     refused
     */
    public static KerasFile of(byte[] bytes, CustomObject... customs) {
        Preconditions.notNull("KerasFile", "bytes", bytes);
        Preconditions.array("KerasFile", "customs", customs);
        return of(bytes, ReadOptions.DEFAULT, customs);
    }

    /**
     * Reads the bytes of a file with other size limits.
     *
     * @param bytes the content of the file
     * @param options the limits for the model and its rows
     * @param customs the custom objects that the file needs
     * @return the checked file
     * @throws ArchiveException as above, or if the model is larger
     */
    public static KerasFile of(byte[] bytes, ReadOptions options, CustomObject... customs) {
        Preconditions.notNull("KerasFile", "bytes", bytes);
        Preconditions.notNull("KerasFile", "options", options);
        Preconditions.array("KerasFile", "customs", customs);
        return of("bytes", bytes, options, customs);
    }

    private static KerasFile of(String file, byte[] bytes, ReadOptions options, CustomObject... customs) {
        options.checkUnsigned("KerasFile " + file);
        return of(file, checked("KerasFile " + file, bytes, List.of(customs)), options, customs);
    }

    private static KerasFile of(String file, CheckedModel model, ReadOptions options, CustomObject... customs) {
        options.check("KerasFile " + file, model.parameters());
        KerasFile read =
                new KerasFile(file, model.bytes(), model.config(), List.of(customs), Map.of(), options.length());
        read.inputs();
        model.config().requireUsable("KerasFile " + file);
        return read;
    }

    private static CheckedModel checked(String subject, byte[] bytes, List<CustomObject> customs) {
        try {
            return CheckedModel.read(subject, bytes, customs);
        } catch (ArchiveException refused) {
            throw refused.and(remedy(subject, bytes, customs, refused));
        }
    }

    private static String remedy(String subject, byte[] bytes, List<CustomObject> customs, ArchiveException refused) {
        if (refused.needed().stream().anyMatch(name -> name.startsWith("keras_hub"))) {
            return "; classes of KerasHub are not read: build the model of Keras' own layers in Python, and save that";
        }
        boolean own = !refused.needed().isEmpty();
        if (!own && refused.rule().filter(ValidationRule.CONFIG_CODE::equals).isEmpty()) {
            return "";
        }
        return (own ? "; your own are given with CustomObject.of(name, source) behind the file" : "")
                + (predicts(subject, bytes, customs)
                        ? (own ? ", or" : "; it is")
                                + " left out by KerasFile.readUncompiled(file), as only training needs "
                                + (own ? "them" : "it")
                        : "");
    }

    private static boolean predicts(String subject, byte[] bytes, List<CustomObject> customs) {
        try {
            return CheckedModel.readUncompiled(subject, bytes, customs).parameters() > 0;
        } catch (ArchiveException refused) {
            return false;
        }
    }

    /**
     * Returns a copy as a classifier: the only output has the probabilities of the given classes.
     *
     * @param levels the classes, in the order of the output's units
     * @return the copy
     * @throws IllegalArgumentException if there are fewer than two classes, or several outputs
     */
    public KerasFile levels(String... levels) {
        Preconditions.array("KerasFile", "levels", levels);
        if (outputs().size() != 1) {
            throw new IllegalArgumentException(
                    "KerasFile " + file + ": levels must name their output, one of " + String.join(", ", outputs())
                            + ", as in levelsOf(output, levels), got " + Quoted.cut(List.of(levels)));
        }
        return levelsOf(outputs().get(0), levels);
    }

    /**
     * Returns a copy in which one of several outputs has the probabilities of the given classes.
     *
     * @param output the name of the output
     * @param levels the classes, in the order of the output's units
     * @return the copy
     * @throws IllegalArgumentException if there is no such output, or there are fewer than two classes
     */
    public KerasFile levelsOf(String output, String... levels) {
        Preconditions.notNull("KerasFile", "output", output);
        requireOutput(output);
        List<String> all = List.of(levels);
        if (all.size() < 2 || all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException(
                    "KerasFile " + file + ": levels must be at least two different ones, got " + Quoted.cut(all));
        }
        Map<String, List<String>> more = new TreeMap<>(this.levels);
        more.put(output, all);
        return new KerasFile(file, bytes, config, customs, more, maxLength);
    }

    private void requireOutput(String output) {
        if (!outputs().contains(output)) {
            throw new IllegalArgumentException(
                    "KerasFile " + file + ": output must be one of " + String.join(", ", outputs()) + ", got "
                            + Quoted.cut(output) + NearestName.hint(output, outputs()));
        }
    }

    /** {@return the model's name} */
    public String name() {
        return config.name();
    }

    /**
     * {@return the inputs: their names, the shape of one row, in which {@link Input#VARYING} is a length that varies, and
     * the type of its numbers}
     */
    public List<Input> inputs() {
        return config.inputs().entrySet().stream()
                .map(input -> input(input.getKey(), input.getValue()))
                .toList();
    }

    private Input input(String name, Call input) {
        ListExpr lengths = (ListExpr) Objects.requireNonNull(input.arguments().get("shape"));
        List<Integer> shape = lengths.items().stream()
                .map(length -> length(name, input, length))
                .toList();
        DType dtype = dtype(name, input.arguments().get("dtype"));
        if (dtype == DType.STRING && shape.contains(Input.VARYING)) {
            throw refused(name, "a fixed number of texts a row", String.valueOf(lengths));
        }
        // For Input(()), one number or text a row, Keras takes (rows, 1).
        return new Input(name, List.of(new PredictorColumn(name, shape.isEmpty() ? List.of(1) : shape, dtype)));
    }

    private int length(String name, Call input, Expr length) {
        if (length instanceof Literal literal && literal.value() instanceof Long number && number > 0) {
            return Math.toIntExact(number);
        }
        if (length.equals(Literal.NONE)) {
            return Input.VARYING;
        }
        throw refused(
                name,
                "of lengths of 1 or more",
                String.valueOf(input.arguments().get("shape")));
    }

    private DType dtype(String name, @Nullable Expr dtype) {
        String text = dtype instanceof Literal literal ? String.valueOf(literal.value()) : "float32";
        return switch (text) {
            case "float16", "bfloat16", "float32", "float64" -> DType.FLOAT32;
            case "int8", "int16", "int32", "int64" -> DType.INT32;
            // Keras casts the rows of an input to its type.
            case "bool", "uint8" -> DType.UINT8;
            case "string" -> DType.STRING;
            default ->
                throw refused(
                        name,
                        "of dtype string, bool, uint8, int8, int16, int32, int64, float16, bfloat16, float32 or float64",
                        text);
        };
    }

    private ArchiveException refused(String input, String accepted, String got) {
        return new ArchiveException(
                "KerasFile " + file + ": input " + input + " must be " + accepted + ", got " + Quoted.cut(got));
    }

    /**
     * {@return the names of the outputs: the keys under which the model returns them, or else the layers that make
     * them}
     */
    public List<String> outputs() {
        return config.outputs();
    }

    /** {@return the layers by name, in order, as the calls that make them} */
    public Map<String, Call> layers() {
        return Collections.unmodifiableMap(config.layers());
    }

    /** {@return whether the model was compiled, so that it can be evaluated and trained further as it is} */
    public boolean compiled() {
        return config.compile().containsKey("loss");
    }

    /**
     * Returns the classes of an output.
     *
     * @param output the name of the output
     * @return the classes; none for numbers
     */
    public List<String> levels(String output) {
        Preconditions.notNull("KerasFile", "output", output);
        return levels.getOrDefault(output, List.of());
    }

    /** {@return the maximum length of an axis that varies, from the read options} */
    public int maxLength() {
        return maxLength;
    }

    /** {@return the given custom objects} */
    public List<CustomObject> customObjects() {
        return customs;
    }

    /** {@return the model as readable Python: its layers and their connections} */
    public Program program() {
        return config.python();
    }

    /**
     * Returns the file that Python loads: the given one after the checks, rewritten by Java.
     *
     * @return the bytes of a {@code .keras} file
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KerasFile that
                && Arrays.equals(bytes, that.bytes)
                && customs.equals(that.customs)
                && levels.equals(that.levels)
                && maxLength == that.maxLength;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + levels.hashCode();
    }

    /** Returns one line, as in {@code KerasFile digits: 5 layers, 123 KB}. */
    @Override
    public String toString() {
        return "KerasFile " + name() + ": " + config.layers().size() + " layers, " + (bytes.length + 512) / 1024
                + " KB";
    }
}
