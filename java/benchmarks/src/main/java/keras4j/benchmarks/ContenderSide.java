package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import keras4j.data.Tensor;

/** Process of one contender in one mode: measures, replies with lines of JSON, and ends. */
final class ContenderSide {
    /** Calls before a contender counts as warm. */
    private static final int WARM_UP = 20_000;

    private static final int FIRST_CALLS = 3_000;

    private final Contender contender;
    private final ContenderFiles files;
    private final double seconds;
    private final Tensor batch;
    private final float[] row;

    private ContenderSide(Contender contender, ContenderFiles files, double seconds) throws IOException {
        this.contender = contender;
        this.files = files;
        this.seconds = seconds;
        this.batch = files.batch();
        this.row = batch.row(0);
    }

    /** Takes the mode, the folder of the files, and the seconds of a measurement that has no fixed number of calls. */
    static void run(Contender contender, List<String> arguments) throws Exception {
        try (contender) {
            ContenderFiles files = new ContenderFiles(Path.of(arguments.get(1)));
            switch (arguments.get(0)) {
                case "export" -> export(contender, files);
                case "cold" -> contender.train(files, ContenderSide::epochEnded);
                default -> new ContenderSide(contender, files, Double.parseDouble(arguments.get(2)))
                        .serve(arguments.get(0));
            }
        }
    }

    private static void export(Contender contender, ContenderFiles files) throws Exception {
        contender.export(files);
        JavaSide.answer(JavaSide.empty());
    }

    private static void epochEnded(double loss) {
        JavaSide.answer(JavaSide.empty().put("loss", loss).put("peak_mb", peakMemoryMb()));
    }

    private static double peakMemoryMb() {
        try {
            return Timing.peakMemoryMb();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void serve(String mode) throws Exception {
        contender.load(files);
        switch (mode) {
            case "serve" -> firstAnswer();
            case "first" -> JavaSide.answer(checked(firstCalls()));
            case "warm" -> JavaSide.answer(checked(warmCalls()));
            case "crowd" -> JavaSide.answer(checked(new ContenderCrowd(contender, batch, files.expected()).run(seconds)));
            case "neighbour" -> besideNeighbour();
            default -> throw new IllegalArgumentException("ContenderSide: no mode is called " + mode);
        }
    }

    private void firstAnswer() throws IOException {
        ObjectNode reply = JavaSide.empty();
        for (float number : contender.predict(row)) {
            reply.withArray("answer").add(number);
        }
        JavaSide.answer(reply.put("peak_mb", Timing.peakMemoryMb()));
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
        return JavaSide.empty()
                .put("call_1_us", taken[0] / 1e3)
                .put("call_10_us", taken[9] / 1e3)
                .put("call_100_us", taken[99] / 1e3)
                .put("calls_1000_to_3000_us", later[later.length / 2] / 1e3);
    }

    private ObjectNode warmCalls() {
        warmUp();
        double oneRow = medianMicroseconds(() -> contender.predict(row));
        Timing.durations(seconds / 2, () -> contender.predict(batch));
        double batches = medianMicroseconds(() -> contender.predict(batch));
        return JavaSide.empty().put("one_row_us", oneRow).put("rows_per_second", ContenderFiles.BATCH / batches * 1e6);
    }

    private void warmUp() {
        for (int call = 0; call < WARM_UP; call++) {
            contender.predict(row);
        }
    }

    private double medianMicroseconds(Runnable call) {
        return Timing.spread(Timing.durations(seconds, call)).path("p50_us").asDouble();
    }

    /** Measures alone, and once more after the other process says that its thread is busy. */
    private void besideNeighbour() throws IOException {
        warmUp();
        JavaSide.answer(JavaSide.empty().put("one_row_us", medianMicroseconds(() -> contender.predict(row))));
        if (System.in.read() >= 0) {
            JavaSide.answer(
                    checked(JavaSide.empty().put("one_row_us", medianMicroseconds(() -> contender.predict(row)))));
        }
    }

    /** Adds the greatest difference from Keras' answers, row by row and by one call for all rows. */
    private ObjectNode checked(ObjectNode reply) throws IOException {
        FloatBuffer expected = files.expected().buffer().asFloatBuffer();
        FloatBuffer together = contender.predict(batch);
        double difference = 0;
        for (int at = 0; at < ContenderFiles.BATCH; at++) {
            float[] alone = contender.predict(batch.row(at));
            for (float number : alone) {
                float right = expected.get();
                difference = worse(difference, Math.max(Math.abs(number - right), Math.abs(together.get() - right)));
            }
        }
        return reply.put("difference", difference);
    }

    /** The greater difference of probabilities; one that is not a number counts as 1. */
    static double worse(double one, double other) {
        return Math.max(one, Double.isNaN(other) ? 1 : other);
    }
}
