package keras4j;

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
import keras4j.archive.ForeignModel;
import keras4j.archive.KerasConfig;
import keras4j.archive.Reading;
import keras4j.code.Program;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Predictor;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Literal;
import keras4j.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .keras} file that somebody made with Python, read and checked but not yet loaded; {@link Keras#load(KerasFile)}
 * makes a {@link Fitted} of it.
 *
 * <p>Reading never starts Python. Every class in the file must be one that Keras has, or a custom object that is given;
 * a file that holds code, or names what keras4j does not know, is refused with the layer's name.
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
     * @param customs what the file needs beside Keras' own classes
     * @throws ArchiveException the file is no {@code .keras} file of a Sequential or functional model, or is refused
     */
    public static KerasFile read(Path file, CustomObject... customs) {
        return read(file, Reading.DEFAULT, customs);
    }

    /**
     * Reads a file that may be larger than usual, or must be smaller.
     *
     * @param reading how large it, and the model, may be; no signature, which such a file can't have
     * @param customs what the file needs beside Keras' own classes
     * @throws ArchiveException the file is larger, no {@code .keras} file of a Sequential or functional model, or is refused
     */
    public static KerasFile read(Path file, Reading reading, CustomObject... customs) {
        try {
            String name = String.valueOf(file.getFileName());
            return of(name, reading.read("KerasFile " + name, file), reading, customs);
        } catch (IOException e) {
            throw new UncheckedIOException("KerasFile: " + file + " must be readable: " + e, e);
        }
    }

    /**
     * Reads the bytes of such a file.
     *
     * @throws ArchiveException the bytes are no {@code .keras} file of a Sequential or functional model, or are refused
     */
    public static KerasFile of(byte[] bytes, CustomObject... customs) {
        return of(bytes, Reading.DEFAULT, customs);
    }

    /**
     * Reads the bytes of such a file, whose model may be larger than usual, or must be smaller.
     *
     * @throws ArchiveException as above, or the model is larger
     */
    public static KerasFile of(byte[] bytes, Reading reading, CustomObject... customs) {
        return of("bytes", bytes, reading, customs);
    }

    private static KerasFile of(String file, byte[] bytes, Reading reading, CustomObject... customs) {
        reading.checkUnsigned("KerasFile " + file);
        ForeignModel model = checked("KerasFile " + file, bytes, List.of(customs));
        reading.check("KerasFile " + file, model.parameters());
        KerasFile read = new KerasFile(file, model.bytes(), model.config(), List.of(customs), Map.of());
        read.inputs();
        return read;
    }

    private static ForeignModel checked(String subject, byte[] bytes, List<CustomObject> customs) {
        try {
            return ForeignModel.read(subject, bytes, customs);
        } catch (ArchiveException refused) {
            throw refused.needed().isEmpty()
                    ? refused
                    : refused.and("; your own are given with CustomObject.of(name, source) behind the file");
        }
    }

    /**
     * The same as a classifier: what the model gives for a row are the probabilities of these classes, in this order.
     *
     * @throws IllegalArgumentException there are fewer than two
     */
    public KerasFile levels(String... levels) {
        if (outputs().size() != 1) {
            throw new IllegalArgumentException(
                    "KerasFile " + file + ": levels must say which of the outputs " + String.join(", ", outputs())
                            + " they are of, as in levelsOf(output, levels), got " + List.of(levels));
        }
        return levelsOf(outputs().get(0), levels);
    }

    /** The same with one of several outputs as the probabilities of these classes, in this order. */
    public KerasFile levelsOf(String output, String... levels) {
        if (!outputs().contains(output)) {
            throw new IllegalArgumentException("KerasFile " + file + ": output must be one of "
                    + String.join(", ", outputs()) + ", got " + output + Nearest.hint(output, outputs()));
        }
        List<String> all = List.of(levels);
        if (all.size() < 2 || all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException(
                    "KerasFile " + file + ": levels must be at least two different ones, got " + all);
        }
        Map<String, List<String>> more = new TreeMap<>(this.levels);
        more.put(output, all);
        return new KerasFile(file, bytes, config, customs, more);
    }
    /** The model's name. */
    public String name() {
        return config.name();
    }

    /** The inputs: their names, the shape of one row and the type of its numbers. */
    public List<Input> inputs() {
        return config.inputs().entrySet().stream()
                .map(input -> input(input.getKey(), input.getValue()))
                .toList();
    }

    private Input input(String name, Call input) {
        List<Integer> shape = ((Items) Objects.requireNonNull(input.arguments().get("shape")))
                .items().stream().map(length -> length(name, input, length)).toList();
        if (shape.isEmpty()) {
            throw refused(name, "of at least one number a row, in an array", "()");
        }
        return new Input(
                name,
                List.of(new Predictor(name, shape, dtype(name, input.arguments().get("dtype")))));
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

    /** The names of the outputs: the keys by which the model packs them, or else the layers that make them. */
    public List<String> outputs() {
        return config.outputs();
    }

    /** The layers by name, in order, as the calls that make them. */
    public Map<String, Call> layers() {
        return Collections.unmodifiableMap(config.layers());
    }

    /** Whether the model was compiled, so that it can be evaluated and trained further as it is. */
    public boolean compiled() {
        return config.compile().containsKey("loss");
    }
    /** The levels of an output; none where it is numbers. */
    public List<String> levels(String output) {
        return levels.getOrDefault(output, List.of());
    }
    /** The custom objects that were given. */
    public List<CustomObject> customObjects() {
        return customs;
    }

    /** The model as readable Python: its layers and how they are joined. */
    public Program python() {
        return config.python();
    }

    /** The bytes that Python loads: as they were checked, written anew by Java. */
    byte[] bytes() {
        return bytes;
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

    /** As in {@code KerasFile digits: 5 layers, 123 KB}. */
    @Override
    public String toString() {
        return "KerasFile " + name() + ": " + config.layers().size() + " layers, " + (bytes.length + 512) / 1024
                + " KB";
    }
}
