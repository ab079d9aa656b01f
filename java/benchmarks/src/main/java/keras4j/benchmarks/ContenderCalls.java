package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import keras4j.data.Tensor;

/** Measurements of the calls of a contender that has loaded the kept model. */
final class ContenderCalls {
    /** Calls before a contender counts as warm. */
    private static final int WARM_UP = 20_000;

    private static final int FIRST_CALLS = 3_000;

    private final Contender contender;
    private final ContenderFiles files;
    private final double seconds;
    private final Tensor batch;
    private final float[] row;

    ContenderCalls(Contender contender, ContenderFiles files, double seconds) throws IOException {
        this.contender = contender;
        this.files = files;
        this.seconds = seconds;
        this.batch = files.batch();
        this.row = batch.row(0);
    }

    /** Measures in a mode, and replies. */
    void measure(String mode) throws IOException {
        switch (mode) {
            case "first" -> System.out.println(checked(firstCalls()));
            case "warm" -> System.out.println(checked(warmCalls()));
            case "crowd" ->
                System.out.println(checked(new ContenderCrowd(contender, batch, files.expected()).run(seconds)));
            case "neighbour" -> besideNeighbour();
            default -> throw new IllegalArgumentException("ContenderCalls: no mode is called " + mode);
        }
    }

    private ObjectNode firstCalls() {
        long[] taken = new long[FIRST_CALLS];
        for (int call = 0; call < taken.length; call++) {
            long start = System.nanoTime();
            contender.predict(row);
            taken[call] = System.nanoTime() - start;
        }
        long[] later = Arrays.copyOfRange(taken, 1_000, FIRST_CALLS);
        Arrays.sort(later);
        return JsonNodeFactory.instance
                .objectNode()
                .put("call_1_us", taken[0] / 1e3)
                .put("call_10_us", taken[9] / 1e3)
                .put("call_100_us", taken[99] / 1e3)
                .put("calls_1000_to_3000_us", later[later.length / 2] / 1e3);
    }

    private ObjectNode warmCalls() {
        double oneRow = warmMedian();
        Timing.durations(seconds / 2, () -> contender.predict(batch));
        double batches = medianMicroseconds(() -> contender.predict(batch));
        return JsonNodeFactory.instance
                .objectNode()
                .put("one_row_us", oneRow)
                .put("rows_per_second", ContenderFiles.BATCH / batches * 1e6);
    }

    private double warmMedian() {
        for (int call = 0; call < WARM_UP; call++) {
            contender.predict(row);
        }
        return medianMicroseconds(() -> contender.predict(row));
    }

    private double medianMicroseconds(Runnable call) {
        return Timing.spread(Timing.durations(seconds, call)).path("p50_us").asDouble();
    }

    /** Measures alone, and once more after the other process says that its thread is busy. */
    private void besideNeighbour() throws IOException {
        System.out.println(JsonNodeFactory.instance.objectNode().put("one_row_us", warmMedian()));
        if (System.in.read() >= 0) {
            System.out.println(checked(JsonNodeFactory.instance
                    .objectNode()
                    .put("one_row_us", medianMicroseconds(() -> contender.predict(row)))));
        }
    }

    /** Adds the greatest difference from Keras' answers, row by row and by one call for all rows. */
    private ObjectNode checked(ObjectNode reply) throws IOException {
        FloatBuffer expected = files.expected().buffer().asFloatBuffer();
        FloatBuffer together = contender.predict(batch);
        double difference = 0;
        for (int at = 0; at < ContenderFiles.BATCH; at++) {
            for (float number : contender.predict(batch.row(at))) {
                float right = expected.get();
                difference = worse(difference, Math.abs(number - right));
                difference = worse(difference, Math.abs(together.get() - right));
            }
        }
        return reply.put("difference", difference);
    }

    /** Returns the greater difference of probabilities; one that is not a number counts as 1. */
    static double worse(double one, double other) {
        return Math.max(one, Double.isNaN(other) ? 1 : other);
    }
}
