package keras4j.fitted;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import keras4j.Keras;
import keras4j.SessionFixtures;
import keras4j.archive.ReadOptions;
import keras4j.archive.Verifier;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import org.dflib.DataFrame;

/**
 * Archives of the first format with the predictions of that time; together they contain every member. {@link
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
