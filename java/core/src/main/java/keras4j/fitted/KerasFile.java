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
import keras4j.code.Program;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.PredictorColumn;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.kerasfile.CheckedModel;
import keras4j.internal.kerasfile.KerasConfig;
import keras4j.internal.text.NearestName;
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

    private KerasFile(
            String file,
            byte[] bytes,
            KerasConfig config,
            List<CustomObject> customs,
            Map<String, List<String>> levels) {
        this.file = file;
        this.bytes = bytes;
        this.config = config;
        this.customs = customs;
        this.levels = levels;
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
        return read(file, ReadOptions.DEFAULT, customs);
    }

    /**
     * Reads a file with other size limits.
     *
     * @param file the file
     * @param reading the limits for the file and the model; no signature, which such a file can't have
     * @param customs the custom objects that the file needs
     * @return the checked file
     * @throws ArchiveException if the file is larger, not a {@code .keras} file of a Sequential or functional model, or
     *     refused
     */
    public static KerasFile read(Path file, ReadOptions reading, CustomObject... customs) {
        try {
            String name = String.valueOf(file.getFileName());
            return of(name, reading.read("KerasFile " + name, file), reading, customs);
        } catch (IOException e) {
            throw new UncheckedIOException("KerasFile: " + file + " must be readable: " + e, e);
        }
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
        return of(bytes, ReadOptions.DEFAULT, customs);
    }

    /**
     * Reads the bytes of a file with other size limits.
     *
     * @param bytes the content of the file
     * @param reading the limit for the model
     * @param customs the custom objects that the file needs
     * @return the checked file
     * @throws ArchiveException as above, or if the model is larger
     */
    public static KerasFile of(byte[] bytes, ReadOptions reading, CustomObject... customs) {
        return of("bytes", bytes, reading, customs);
    }

    private static KerasFile of(String file, byte[] bytes, ReadOptions reading, CustomObject... customs) {
        reading.checkUnsigned("KerasFile " + file);
        CheckedModel model = checked("KerasFile " + file, bytes, List.of(customs));
        reading.check("KerasFile " + file, model.parameters());
        KerasFile read = new KerasFile(file, model.bytes(), model.config(), List.of(customs), Map.of());
        read.inputs();
        return read;
    }

    private static CheckedModel checked(String subject, byte[] bytes, List<CustomObject> customs) {
        try {
            return CheckedModel.read(subject, bytes, customs);
        } catch (ArchiveException refused) {
            throw refused.needed().isEmpty()
                    ? refused
                    : refused.and("; your own are given with CustomObject.of(name, source) behind the file");
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
        if (outputs().size() != 1) {
            throw new IllegalArgumentException("KerasFile " + file + ": levels must name their output, one of "
                    + String.join(", ", outputs()) + ", as in levelsOf(output, levels), got " + List.of(levels));
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
        requireOutput(output);
        List<String> all = List.of(levels);
        if (all.size() < 2 || all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException(
                    "KerasFile " + file + ": levels must be at least two different ones, got " + all);
        }
        Map<String, List<String>> more = new TreeMap<>(this.levels);
        more.put(output, all);
        return new KerasFile(file, bytes, config, customs, more);
    }

    private void requireOutput(String output) {
        if (!outputs().contains(output)) {
            throw new IllegalArgumentException("KerasFile " + file + ": output must be one of "
                    + String.join(", ", outputs()) + ", got " + output + NearestName.hint(output, outputs()));
        }
    }

    /** {@return the model's name} */
    public String name() {
        return config.name();
    }

    /** {@return the inputs: their names, the shape of one row and the type of its numbers} */
    public List<Input> inputs() {
        return config.inputs().entrySet().stream()
                .map(input -> input(input.getKey(), input.getValue()))
                .toList();
    }

    private Input input(String name, Call input) {
        List<Integer> shape = ((ListExpr)
                        Objects.requireNonNull(input.arguments().get("shape")))
                .items().stream().map(length -> length(name, input, length)).toList();
        if (shape.isEmpty()) {
            throw refused(name, "of at least one number a row, in an array", "()");
        }
        return new Input(
                name,
                List.of(new PredictorColumn(
                        name, shape, dtype(name, input.arguments().get("dtype")))));
    }

    private int length(String name, Call input, Expr length) {
        if (length instanceof Literal literal && literal.value() instanceof Long number && number > 0) {
            return Math.toIntExact(number);
        }
        throw refused(name, "a fixed shape", String.valueOf(input.arguments().get("shape")));
    }

    private DType dtype(String name, @Nullable Expr dtype) {
        String text = dtype instanceof Literal literal ? String.valueOf(literal.value()) : "float32";
        return switch (text) {
            case "float16", "bfloat16", "float32", "float64" -> DType.FLOAT32;
            case "int8", "int16", "int32", "int64" -> DType.INT32;
            case "uint8" -> DType.UINT8;
            default -> throw refused(name, "numbers of at most 32 bits", text);
        };
    }

    private ArchiveException refused(String input, String accepted, String got) {
        return new ArchiveException("KerasFile " + file + ": input " + input + " must be " + accepted + ", got " + got);
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
        return levels.getOrDefault(output, List.of());
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
                && levels.equals(that.levels);
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
