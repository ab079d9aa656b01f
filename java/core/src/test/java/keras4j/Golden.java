package keras4j;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A small regressor that was fitted and archived once, and what it predicted then. */
public final class Golden {
    private Golden() {}

    static byte[] bytes() throws IOException {
        return resource("archives/format-1.keras4j");
    }

    static Fitted fitted() throws IOException {
        return Fitted.ofBytes(bytes());
    }

    /** Each row: the numbers that go in, and last the one that came out. */
    static List<float[]> rows() throws IOException {
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

    static float[] input(float[] row) {
        return Arrays.copyOf(row, row.length - 1);
    }

    static float output(float[] row) {
        return row[row.length - 1];
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
