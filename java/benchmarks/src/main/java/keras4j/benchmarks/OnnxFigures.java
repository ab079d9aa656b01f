package keras4j.benchmarks;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import keras4j.Keras;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;

/**
 * Scoring without Python beside plain ONNX Runtime, on the same file: 784-256-128-10, in turns within one run. The first
 * answer and the memory are those of fresh JVMs without Keras.
 */
public final class OnnxFigures {
    private static final int WIDTH = 784;
    private static final int THREADS = 64;
    private static final int ROUNDS = 5;

    private OnnxFigures() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            first(args[0].equals("scorer"), Path.of(args[1]));
            return;
        }
        Path folder = Files.createTempDirectory("keras4j");
        Fitted fitted = Fitting.make();
        Path archive = folder.resolve("digits.keras4j");
        Path onnx = folder.resolve("digits.onnx");
        fitted.save(archive);
        fitted.saveOnnx(onnx);
        System.out.println(fitted.onnx().orElseThrow());
        starts(folder, archive, onnx);
        try (OnnxScorer scorer = OnnxScorer.open()) {
            rows(scorer, fitted, onnx);
            batches(scorer, fitted, onnx);
            threads(scorer, fitted, onnx);
        }
    }

    /** Fit with Keras, which the fresh JVMs do not have. */
    private static final class Fitting {
        private static Fitted make() {
            Random random = new Random(1);
            float[][] x = new float[512][WIDTH];
            String[] y = new String[x.length];
            for (int row = 0; row < x.length; row++) {
                for (int at = 0; at < WIDTH; at++) {
                    x[row][at] = random.nextFloat();
                }
                y[row] = String.valueOf(row % 10);
            }
            var wide = block("wide", dense(arg("units", 256)).activation(RELU));
            var narrow = block("narrow", dense(arg("units", 128)).activation(RELU));
            var spec = classifier("digits", input(), wide, narrow, output())
                    .epochs(1)
                    .seed(1);
            try (Keras keras = Keras.open()) {
                return keras.withOnnx(keras.fit(spec, Examples.of(Tensor.of(x), Labels.of(y))));
            }
        }
    }

    /** Session of plain ONNX Runtime with pinned tensors for some rows. */
    private static final class Plain implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;
        private final FloatBuffer given;
        private final FloatBuffer made;
        private final Map<String, OnnxTensor> x;
        private final Map<String, OnnxTensor> out;

        Plain(Path file, int rows, int threads) throws OrtException {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            if (threads > 0) {
                options.setIntraOpNumThreads(threads);
            }
            this.session = environment.createSession(file.toString(), options);
            this.given = floats(rows * WIDTH);
            this.made = floats(rows * 10);
            this.x = Map.of("x", OnnxTensor.createTensor(environment, given, new long[] {rows, WIDTH}));
            this.out = Map.of(
                    session.getOutputNames().iterator().next(),
                    OnnxTensor.createTensor(environment, made, new long[] {rows, 10}));
        }

        private static FloatBuffer floats(int count) {
            return ByteBuffer.allocateDirect(count * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        float[] run(float[] row) {
            given.put(0, row);
            try {
                session.run(x, out).close();
            } catch (OrtException failed) {
                throw new IllegalStateException(failed);
            }
            float[] numbers = new float[made.capacity()];
            made.get(0, numbers);
            return numbers;
        }

        /** Runs with tensors of this call only, as several threads must. */
        float[] shared(float[] row) {
            try (OnnxTensor own = OnnxTensor.createTensor(environment, FloatBuffer.wrap(row), new long[] {1, WIDTH});
                    OrtSession.Result done = session.run(Map.of("x", own))) {
                return ((float[][]) done.get(0).getValue())[0];
            } catch (OrtException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }

    private static float[] numbers(int rows) {
        Random random = new Random(2);
        float[] numbers = new float[rows * WIDTH];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = random.nextFloat();
        }
        return numbers;
    }

    private interface Call {
        void run();
    }

    /** Returns the median microseconds of each call, measured in turns of many calls. */
    private static double[] medians(int calls, Call... all) {
        double[] best = new double[all.length];
        List<List<Double>> rounds = new ArrayList<>();
        for (Call call : all) {
            rounds.add(new ArrayList<>());
            for (int at = 0; at < calls; at++) {
                call.run();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int at = 0; at < all.length; at++) {
                long[] times = new long[calls];
                for (int turn = 0; turn < calls; turn++) {
                    long start = System.nanoTime();
                    all[at].run();
                    times[turn] = System.nanoTime() - start;
                }
                Arrays.sort(times);
                rounds.get(at).add(times[calls / 2] / 1e3);
            }
        }
        for (int at = 0; at < all.length; at++) {
            best[at] = rounds.get(at).stream().sorted().toList().get(ROUNDS / 2);
        }
        return best;
    }

    private static void rows(OnnxScorer scorer, Fitted fitted, Path onnx) throws OrtException {
        float[] row = numbers(1);
        try (Plain one = new Plain(onnx, 1, 1);
                Plain all = new Plain(onnx, 1, 0)) {
            double[] times = medians(5_000, () -> one.run(row), () -> all.run(row), () -> scorer.predict(fitted, row));
            double plain = Math.min(times[0], times[1]);
            tell("one row, p50, µs", plain, times[2], times[2] / plain, "at most 1.1");
        }
    }

    private static void batches(OnnxScorer scorer, Fitted fitted, Path onnx) throws OrtException {
        float[] many = numbers(1_000);
        Tensor x = Tensor.of(many, 1_000, WIDTH);
        try (Plain one = new Plain(onnx, 1_000, 1);
                Plain all = new Plain(onnx, 1_000, 0)) {
            double[] times =
                    medians(100, () -> one.run(many), () -> all.run(many), () -> scorer.outputs(fitted, List.of(x)));
            double plain = Math.min(times[0], times[1]);
            tell("1,000 rows, p50, µs", plain, times[2], plain / times[2], "at least 0.95");
        }
    }

    private static void threads(OnnxScorer scorer, Fitted fitted, Path onnx) throws Exception {
        float[] row = numbers(1);
        double[] best = {0, 0};
        for (int threads : new int[] {1, 0}) {
            try (Plain plain = new Plain(onnx, 1, threads)) {
                double[] figures = crowd(() -> plain.shared(row));
                best = figures[0] > best[0] ? figures : best;
            }
        }
        double[] ours = crowd(() -> scorer.predict(fitted, row));
        tell(THREADS + " threads, rows/s", best[0], ours[0], ours[0] / best[0], "at least 1.0");
        tell(THREADS + " threads, p99, µs", best[1], ours[1], ours[1] / best[1], "at most 0.2");
    }

    /** Returns the rows a second of all threads, and the 99th percentile of the microseconds of a call. */
    private static double[] crowd(Call call) throws InterruptedException {
        int calls = 2_000;
        double[] rates = new double[ROUNDS];
        double[] tails = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long[] times = new long[THREADS * calls];
            CountDownLatch begin = new CountDownLatch(1);
            List<Thread> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int from = thread * calls;
                Thread user = new Thread(() -> {
                    try {
                        begin.await();
                    } catch (InterruptedException ended) {
                        throw new IllegalStateException(ended);
                    }
                    for (int at = 0; at < calls; at++) {
                        long start = System.nanoTime();
                        call.run();
                        times[from + at] = System.nanoTime() - start;
                    }
                });
                user.start();
                all.add(user);
            }
            long start = System.nanoTime();
            begin.countDown();
            for (Thread user : all) {
                user.join();
            }
            rates[round] = times.length / ((System.nanoTime() - start) / 1e9);
            Arrays.sort(times);
            tails[round] = times[times.length * 99 / 100] / 1e3;
        }
        Arrays.sort(rates);
        Arrays.sort(tails);
        return new double[] {rates[ROUNDS / 2], tails[ROUNDS / 2]};
    }

    /** Measures fresh JVMs in turns: milliseconds to the first answer, and the memory after it. */
    private static void starts(Path folder, Path archive, Path onnx) throws Exception {
        FreshJvm jvm = new FreshJvm(
                OnnxFigures.class,
                folder,
                entry -> entry.matches(".*(/jep-[^/]*jar|/keras4j/target/.*|/keras4j-[0-9][^/]*jar)"));
        jvm.archive("scorer", archive.toString());
        double[][] times = new double[3][ROUNDS];
        double[][] memory = new double[3][ROUNDS];
        for (int turn = 0; turn < ROUNDS; turn++) {
            List<FreshJvm.Run> runs = List.of(
                    jvm.run("-Xshare:auto", "plain", onnx.toString()),
                    jvm.run("-Xshare:auto", "scorer", archive.toString()),
                    jvm.runArchived("scorer", archive.toString()));
            for (int kind = 0; kind < runs.size(); kind++) {
                times[kind][turn] = runs.get(kind).milliseconds();
                memory[kind][turn] = Double.parseDouble(runs.get(kind).second());
            }
        }
        compare("fresh JVM to first answer, ms", times, 1, "at most 1.3");
        compare("the same, classes archived, ms", times, 2, "at most 1.3");
        compare("memory then, MB", memory, 1, "at most 1.25");
        compare("the same, classes archived, MB", memory, 2, "at most 1.25");
    }

    private static void compare(String what, double[][] measured, int kind, String goal) {
        double plain = median(measured[0]);
        double scorer = median(measured[kind]);
        tell(what, plain, scorer, scorer / plain, goal);
    }

    private static double median(double[] measured) {
        return Quantiles.of(Arrays.stream(measured).boxed().toList()).median();
    }

    /** Program of a fresh JVM: answers one row, says so, and prints its memory without garbage in MB. */
    private static void first(boolean scoring, Path file) throws Exception {
        float[] row = numbers(1);
        if (scoring) {
            OnnxScorer.open().predict(Fitted.load(file), row);
        } else {
            new Plain(file, 1, 0).run(row);
        }
        System.out.println("answered");
        System.gc();
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        System.out.println(Double.parseDouble(resident.replaceAll("[^0-9]", "")) / 1024);
    }

    private static void tell(String what, double plain, double ours, double ratio, String goal) {
        System.out.printf(
                Locale.ROOT, "%-32s plain %,12.1f  scorer %,12.1f  ratio %.2f (%s)%n", what, plain, ours, ratio, goal);
    }
}
