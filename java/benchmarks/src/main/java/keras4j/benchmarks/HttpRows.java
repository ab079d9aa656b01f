package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Rows of 20 numbers for servers: as a frame, as requests of one row each, and the right answers. */
final class HttpRows {
    static final int COUNT = 1_000;
    static final List<String> NAMES = IntStream.rangeClosed(1, 20)
            .mapToObj(at -> String.format(Locale.ROOT, "x%02d", at))
            .toList();
    static final List<String> LEVELS = List.of("a", "b", "c");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TOLERANCE = 1e-4;

    private final double[][] cells = new double[COUNT][NAMES.size()];
    private final byte[][] requests = new byte[COUNT][];
    private final List<double[]> right = new ArrayList<>();

    HttpRows() {
        Random random = new Random(1);
        for (int row = 0; row < COUNT; row++) {
            for (int at = 0; at < NAMES.size(); at++) {
                cells[row][at] = Math.round(random.nextGaussian() * 1_000) / 1e3;
            }
            requests[row] = request(cells[row]);
        }
    }

    private static byte[] request(double[] row) {
        String body = IntStream.range(0, row.length)
                .mapToObj(at -> "\"" + NAMES.get(at) + "\":" + row[at])
                .collect(Collectors.joining(",", "[{", "}]"));
        String head = "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ";
        return (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the rows with a class of their own, to fit with. */
    DataFrame labelled() {
        List<Series<?>> columns = new ArrayList<>();
        for (int at = 0; at < NAMES.size(); at++) {
            columns.add(column(at));
        }
        columns.add(Series.of(IntStream.range(0, COUNT)
                .mapToObj(row -> LEVELS.get(row % LEVELS.size()))
                .toArray(String[]::new)));
        List<String> names = new ArrayList<>(NAMES);
        names.add("y");
        return DataFrame.byColumn(names.toArray(String[]::new)).of(columns.toArray(Series<?>[]::new));
    }

    private Series<?> column(int at) {
        double[] column = new double[COUNT];
        for (int row = 0; row < COUNT; row++) {
            column[row] = cells[row][at];
        }
        return Series.ofDouble(column);
    }

    /** Keeps the right probabilities of all rows. */
    void expect(DataFrame predictions) {
        for (int row = 0; row < COUNT; row++) {
            double[] probabilities = new double[LEVELS.size()];
            for (int at = 0; at < probabilities.length; at++) {
                probabilities[at] = ((Number)
                                predictions.getColumn(".pred_" + LEVELS.get(at)).get(row))
                        .doubleValue();
            }
            right.add(probabilities);
        }
    }

    /** Returns the whole request of a row, with its headers. */
    byte[] request(int row) {
        return requests[row];
    }

    void requireRight(int row, byte[] body) throws IOException {
        JsonNode answer = JSON.readTree(body).path(0);
        for (int at = 0; at < LEVELS.size(); at++) {
            double given = answer.path(".pred_" + LEVELS.get(at)).asDouble(Double.NaN);
            if (!(Math.abs(given - right.get(row)[at]) <= TOLERANCE)) {
                throw new IllegalStateException("HttpFigures: row " + row + " must be answered with the probabilities "
                        + List.of(right.get(row)[0], right.get(row)[1], right.get(row)[2]) + ", got "
                        + new String(body, StandardCharsets.UTF_8));
            }
        }
    }
}
