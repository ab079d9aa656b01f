package keras4j.benchmarks;

import static keras4j.Models.between;
import static keras4j.Models.folds;
import static keras4j.Models.metrics;
import static keras4j.Models.workflow;
import static keras4j.resample.Resampling.holdout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import keras4j.activation.Activation;
import keras4j.data.Datasets;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.expr.Point;
import keras4j.measure.Measure;
import keras4j.optimizer.Optimizers;
import keras4j.resample.Resampling;
import keras4j.resample.RowSplit;
import keras4j.schedule.Schedules;
import keras4j.spec.Spec;
import keras4j.tune.Search;
import keras4j.tune.Tuning;
import org.dflib.DataFrame;
import org.dflib.IntSeries;
import org.dflib.Series;

/**
 * A search that both sides do: the same rows, folds and candidates.
 *
 * @param x the inputs, shape {@code (rows, inputs)}
 * @param y the classes, from 0
 * @param spec the open network
 */
record TuningProblem(
        Tensor x,
        IntSeries y,
        Resampling resampling,
        Spec spec,
        int batch,
        double validationSplit,
        List<TuningCandidate> candidates) {
    private static final int EPOCHS = 10;
    private static final int ROWS = 1000;
    private static final int COLUMNS = 20;
    private static final int CLASSES = 3;

    /**
     * The problem of a name: {@code vignette}; {@code tabular}, its widths drawn from a seed; {@code alone}, whose networks are
     * trained one by one, and differ in the size of their batches; {@code many}, small ones; {@code many_alone}, the same one by one.
     */
    static TuningProblem of(String name, long seed) {
        return switch (name) {
            case "vignette" -> vignette();
            case "tabular" -> tabular(seed);
            case "alone" -> alone();
            case "many" -> many(false);
            case "many_alone" -> many(true);
            default -> throw new IllegalArgumentException("TuningProblem: unknown name " + name);
        };
    }

    /** The vignette's: 27 candidates, 3 folds, the 1,797 digits. */
    private static TuningProblem vignette() {
        DataFrame digits = Datasets.digits().train().vConcat(Datasets.digits().test());
        List<float[]> x = new ArrayList<>();
        digits.getColumn("x").forEach(row -> x.add((float[]) row));
        IntSeries y = digits.getColumn("y").mapAsInt(label -> (int) label);
        Spec spec = BenchmarkNetwork.blocks(Activation.RELU)
                .with("num_hidden_1", between(1, 3))
                .with("hidden_1_units", between(64, 256))
                .with("hidden_1_rate", between(0.2, 0.4))
                .with("num_hidden_2", 0)
                .optimizer(Optimizers.rmsprop())
                .epochs(EPOCHS)
                .batchSize(128)
                .validationSplit(0.2);
        List<TuningCandidate> candidates = new ArrayList<>();
        for (double rate : new double[] {0.2, 0.3, 0.4}) {
            for (int units : new int[] {64, 160, 256}) {
                for (int copies = 1; copies <= 3; copies++) {
                    Point point = Point.of("num_hidden_1", copies)
                            .with("hidden_1_units", units)
                            .with("hidden_1_rate", rate);
                    candidates.add(new TuningCandidate(point, Collections.nCopies(copies, units), rate, 0.001));
                }
            }
        }
        return new TuningProblem(Tensor.of(x.toArray(float[][]::new)), y, folds(3).seed(1), spec, 128, 0.2, candidates);
    }

    /** Two hidden layers, their widths drawn at random. */
    private static TuningProblem tabular(long seed) {
        Spec spec = BenchmarkNetwork.blocks(Activation.RELU)
                .with("hidden_1_units", between(16, 128))
                .with("hidden_2_units", between(16, 128))
                .with("hidden_1_rate", between(0.1, 0.4).as("rate"))
                .with("hidden_2_rate", between(0.1, 0.4).as("rate"))
                .learnRate(between(1e-3, 1e-1).log())
                .optimizer(Optimizers.rmsprop())
                .epochs(EPOCHS)
                .batchSize(32);
        SplittableRandom random = new SplittableRandom(seed);
        List<TuningCandidate> candidates = new ArrayList<>();
        for (int at = 0; at < 50; at++) {
            List<Integer> units = List.of(random.nextInt(16, 129), random.nextInt(16, 129));
            double rate = random.nextDouble(0.1, 0.4);
            double learnRate = Math.pow(10, random.nextDouble(-3, -1));
            Point point = Point.of("hidden_1_units", units.get(0))
                    .with("hidden_2_units", units.get(1))
                    .with("rate", rate)
                    .with("learn_rate", learnRate);
            candidates.add(new TuningCandidate(point, units, rate, learnRate));
        }
        return drawn(folds(5).seed(1), spec, 32, candidates);
    }

    /** Small networks of one architecture, two epochs each. */
    private static TuningProblem many(boolean alone) {
        Spec spec =
                small(alone).with("hidden_1_rate", between(0.1, 0.4)).epochs(2).batchSize(128);
        List<TuningCandidate> candidates = IntStream.range(0, 500)
                .mapToObj(at -> candidate(Point.of("hidden_1_rate", 0.1 + 0.0005 * at)))
                .toList();
        return drawn(holdout(0.8).seed(1), spec, 128, candidates);
    }

    /** Networks that are trained one by one, in tasks of one. */
    private static TuningProblem alone() {
        Spec spec = small(true).with("fit_batch_size", between(16, 47)).epochs(3 * EPOCHS);
        List<TuningCandidate> candidates = IntStream.range(16, 48)
                .mapToObj(size -> candidate(Point.of("fit_batch_size", size)))
                .toList();
        return drawn(holdout(0.8).seed(1), spec, 0, candidates);
    }

    private static TuningCandidate candidate(Point point) {
        return new TuningCandidate(point, List.of(), 0, 0);
    }

    /** One whose learning rate changes while it is trained is trained by itself. */
    private static Spec small(boolean alone) {
        Spec spec = BenchmarkNetwork.blocks(Activation.RELU)
                .with("hidden_1_units", 32)
                .with("hidden_2_units", 16);
        return alone
                ? spec.optimizer(Optimizers.adam().learningRate(Schedules.exponentialDecay(0.01, 100, 0.9)))
                : spec.optimizer(Optimizers.adam()).learnRate(0.01);
    }

    private static TuningProblem drawn(Resampling resampling, Spec spec, int batch, List<TuningCandidate> candidates) {
        float[][] x = new float[ROWS][COLUMNS];
        int[] y = rows(x, new SplittableRandom(1));
        return new TuningProblem(Tensor.of(x), Series.ofInt(y), resampling, spec, batch, 0, candidates);
    }

    /** Fills the inputs; the class is the largest of some noisy sums of them. */
    private static int[] rows(float[][] x, SplittableRandom random) {
        double[][] weights = new double[CLASSES][COLUMNS];
        for (double[] each : weights) {
            Arrays.setAll(each, at -> random.nextGaussian());
        }
        int[] y = new int[x.length];
        for (int row = 0; row < x.length; row++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int at = 0; at < COLUMNS; at++) {
                x[row][at] = (float) random.nextGaussian();
            }
            for (int label = 0; label < CLASSES; label++) {
                double sum = random.nextGaussian() + 2 * x[row][label] * x[row][label + CLASSES];
                for (int at = 0; at < COLUMNS; at++) {
                    sum += weights[label][at] * x[row][at];
                }
                y[row] = sum > best ? label : y[row];
                best = Math.max(sum, best);
            }
        }
        return y;
    }

    /** Returns a copy with only the first candidates. */
    TuningProblem first(int count) {
        return new TuningProblem(x, y, resampling, spec, batch, validationSplit, candidates.subList(0, count));
    }

    DataFrame frame() {
        return DataFrame.byColumn("x", "y").of(TensorSeries.of(x), y);
    }

    Tuning tuning() {
        List<Point> points = candidates.stream().map(TuningCandidate::point).toList();
        return Tuning.of(workflow("y ~ x", spec), resampling, Search.points(points), metrics(Measure.ACCURACY))
                .seed(1);
    }

    /** Writes what the Python side reads: the rows, and in JSON what is done with them. */
    void write(Path folder, String name) throws IOException {
        ByteBuffer labels = ByteBuffer.allocate(y.size() * Integer.BYTES).order(ByteOrder.nativeOrder());
        y.forEach(labels::putInt);
        ByteBuffer numbers = ByteBuffer.allocate(x.buffer().remaining()).put(x.buffer());
        Files.write(folder.resolve(name + ".x.float32"), numbers.array());
        Files.write(folder.resolve(name + ".y.int32"), labels.array());
        Files.writeString(folder.resolve(name + ".json"), json().toString());
    }

    private ObjectNode json() {
        ObjectNode node = JavaSide.empty()
                .put("inputs", x.rowSize())
                .put("epochs", EPOCHS)
                .put("batch", batch)
                .put("validation_split", validationSplit);
        ArrayNode assessed = node.putArray("folds");
        for (RowSplit split : resampling.of(frame()).splits()) {
            ArrayNode rows = assessed.addArray();
            for (int row : split.assessment()) {
                rows.add(row);
            }
        }
        ArrayNode tried = node.putArray("candidates");
        candidates.forEach(candidate -> tried.add(candidate.json()));
        return node;
    }
}
