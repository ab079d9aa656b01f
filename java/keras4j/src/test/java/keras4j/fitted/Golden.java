package keras4j.fitted;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import keras4j.Keras;
import keras4j.SessionFixtures;
import keras4j.archive.ReadOptions;
import keras4j.archive.Verifier;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import org.dflib.DataFrame;

/**
 * Archives of both formats with the predictions of that time; those of the first contain every member. {@link
 * GoldenMaker} tells how they were made.
 */
public final class Golden {
    /** Key that signed {@link #conformal}. */
    static final SecretKey SECRET =
            new SecretKeySpec("a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII), "HmacSHA256");

    private Golden() {}

    /** A small regressor of tensors, with samples. */
    public static byte[] bytes() throws IOException {
        return resource("archives/format-1.keras4j");
    }

    public static Fitted fitted() throws IOException {
        return Fitted.ofBytes(bytes());
    }

    /** A classifier of a frame, with a recipe of many steps, a posterior and samples: {@code titanic}; or one that was trained
     * further, with a layer of its own: {@code own}; or {@code conformal}. */
    public static byte[] bytes(String name) throws IOException {
        return resource("archives/format-1-" + name + ".keras4j");
    }

    /** Returns the stored predictions. */
    public static float[] numbers(String name) throws IOException {
        String text = new String(resource("archives/format-1-" + name + ".csv"), StandardCharsets.US_ASCII);
        return numbers(text.split("\n"));
    }

    public static Conformal conformal() throws IOException {
        return Conformal.ofBytes(bytes("conformal"), ReadOptions.DEFAULT.signedBy(Verifier.of(SECRET)));
    }

    /** The rows that the numbers of {@code titanic} are of. */
    public static DataFrame passengers() {
        return Datasets.titanic().head(8);
    }

    /** Returns the last training rows of {@code own}. */
    static Examples learned() {
        return Examples.of(SessionFixtures.x(), SessionFixtures.y());
    }

    /** A loaded network of masked sequences of any length, in format 2. */
    public static byte[] varying() throws IOException {
        return resource("archives/format-2-varying.keras4j");
    }

    /** Returns the stored predictions of {@link #varying} for {@link #sequences}. */
    public static float[] varyingNumbers() throws IOException {
        return numbers(new String(resource("archives/format-2-varying.csv"), StandardCharsets.US_ASCII).split("\n"));
    }

    public static Tensor sequences() {
        return Tensor.ofInts(new int[] {1, 2, 3, 0, 4, 5, 0, 0, 6, 7, 8, 9}, 3, 4);
    }

    /** A network with arguments of calls, and its ONNX form, in format 2. */
    public static byte[] states() throws IOException {
        return resource("archives/format-2-states.keras4j");
    }

    /** Returns the stored predictions of {@link #states} for {@link #steps}. */
    public static float[] statesNumbers() throws IOException {
        return numbers(new String(resource("archives/format-2-states.csv"), StandardCharsets.US_ASCII).split("\n"));
    }

    public static Map<String, Tensor> steps() {
        float[] numbers = new float[8 * 4 * 2];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = (float) Math.sin(at);
        }
        return Map.of("steps", Tensor.of(numbers, 8, 4, 2));
    }

    /** Returns the lower interval bounds for some cars, as in the numbers of {@code conformal}. */
    public static float[] lower(Keras keras, Conformal conformal) {
        DataFrame frame = keras.intervals(conformal, Datasets.mtcars().head(5)).prediction(0.8);
        float[] lower = new float[frame.height()];
        for (int row = 0; row < lower.length; row++) {
            lower[row] = ((Number) frame.getColumn(".pred_lower").get(row)).floatValue();
        }
        return lower;
    }

    /** Each row: the numbers that go in, and last the one that came out. */
    public static List<float[]> rows() throws IOException {
        return new String(resource("archives/format-1.csv"), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> numbers(line.split(",", -1)))
                .toList();
    }

    private static float[] numbers(String[] cells) {
        float[] numbers = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            numbers[i] = Float.parseFloat(cells[i]);
        }
        return numbers;
    }

    public static float[] input(float[] row) {
        return Arrays.copyOf(row, row.length - 1);
    }

    public static float output(float[] row) {
        return row[row.length - 1];
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
