package keras4j.spark;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.internal.spark.InternalRowCopies;
import keras4j.internal.spark.LocalWorkers;
import keras4j.layer.Layer;
import keras4j.optimizer.Optimizers;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.dflib.DataFrame;
import org.dflib.Printers;
import org.dflib.Series;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Speed of scoring and searching on two executors, beside that of two worker processes of one JVM. */
@Tag("full")
@ExtendWith(LocalCluster.class)
class SparkSpeedIT {
    private static final SparkSession SPARK = LocalCluster.spark();
    private static final int ROWS = Integer.getInteger("keras4j.speed.rows", 1_000_000);
    private static final int COLUMNS = 30;
    private static final int BATCH = 8_000;
    private static final int ROUNDS = Integer.getInteger("keras4j.speed.rounds", 9);

    private static final List<String> NAMES =
            IntStream.range(0, COLUMNS).mapToObj(at -> "x" + at).toList();

    private static DataFrame frame(int rows, long seed) {
        Random random = new Random(seed);
        List<Series<?>> columns = new ArrayList<>();
        for (int at = 0; at < COLUMNS; at++) {
            columns.add(Series.ofDouble(random.doubles(rows).toArray()));
        }
        return DataFrame.byColumn(NAMES.toArray(String[]::new)).of(columns.toArray(Series<?>[]::new));
    }

    private static Fitted fitted(Keras keras, int... units) {
        DataFrame train = frame(1_000, 1)
                .cols("y")
                .merge(Series.ofDouble(new Random(2).doubles(1_000).toArray()));
        Layer[] layers = Arrays.stream(units)
                .mapToObj(each -> dense(each).activation(RELU))
                .toArray(Layer[]::new);
        var spec = regressor("speed", input(), block("hidden", layers), output())
                .epochs(1)
                .seed(1);
        return keras.fit(workflow(recipe("y ~ .").normalize(numericPredictors()), spec), train);
    }

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Dataset<Row> dataset() {
        Column[] columns = NAMES.stream()
                .map(name -> functions.rand(NAMES.indexOf(name)).as(name))
                .toArray(Column[]::new);
        Dataset<Row> rows = SPARK.range(0, ROWS, 1, 8).select(columns).persist(StorageLevel.MEMORY_ONLY());
        assertEquals(ROWS, rows.count());
        return rows;
    }

    private static void write(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    /** Median seconds of some rounds: two workers of one JVM, rows copied by Spark, and rows scored by Spark. */
    private record Rounds(double plain, double copied, double spark) {
        static Rounds of(int... units) {
            double[] plain = new double[ROUNDS];
            double[] copied = new double[ROUNDS];
            double[] spark = new double[ROUNDS];
            try (Keras keras = Keras.open();
                    LocalWorkers workers = new LocalWorkers(2)) {
                Fitted fitted = fitted(keras, units);
                List<DataFrame> frames = IntStream.range(0, ROWS / BATCH)
                        .mapToObj(at -> frame(BATCH, at))
                        .toList();
                Dataset<Row> rows = dataset();
                Dataset<Row> scored = KerasScorer.of(fitted).setBatchRows(BATCH).transform(rows);
                workers.predict(fitted, frames);
                write(scored);
                for (int round = 0; round < ROUNDS; round++) {
                    plain[round] = seconds(() -> workers.predict(fitted, frames));
                    copied[round] = seconds(() -> write(InternalRowCopies.of(rows)));
                    spark[round] = seconds(() -> write(scored));
                }
                rows.unpersist(true);
            }
            System.err.printf(
                    "%,d rows, units %s: one JVM %s s, copied by Spark %s s, scored by Spark %s s%n",
                    ROWS,
                    Arrays.toString(units),
                    Arrays.toString(plain),
                    Arrays.toString(copied),
                    Arrays.toString(spark));
            return new Rounds(median(plain), median(copied), median(spark));
        }
    }

    @Test
    void scoring_by_a_small_network_adds_less_than_twice_what_spark_takes_to_move_the_rows() {
        Rounds rounds = Rounds.of(64);
        assertTrue(rounds.spark < 3 * rounds.copied, rounds::toString);
    }

    @Test
    void scoring_by_a_larger_network_is_nearly_as_fast_as_by_its_workers_alone() {
        Rounds rounds = Rounds.of(512, 512, 256);
        assertTrue(rounds.plain / rounds.spark >= 0.8, rounds::toString);
    }

    @Test
    void a_search_takes_hardly_longer_than_with_local_workers() {
        var digits = Datasets.digits();
        var hidden = block("hidden", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
        var open = classifier("digits", input(), hidden, output())
                .with("num_hidden", between(1, 3))
                .with("hidden_units", between(64, 256))
                .with("hidden_rate", between(0.2, 0.4))
                .optimizer(Optimizers.rmsprop())
                .epochs(10)
                .batchSize(128)
                .validationSplit(0.2)
                .seed(1);
        Tuning tuning = Tuning.of(workflow("y ~ x", open), folds(3), grid(3), metrics(ACCURACY))
                .workers(2)
                .seed(1);
        try (Keras keras = Keras.open()) {
            double[] local = new double[ROUNDS];
            double[] spark = new double[ROUNDS];
            List<String> tables = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                local[round] = seconds(() -> tables.add(table(keras.tune(tuning, digits.train()))));
                spark[round] =
                        seconds(() -> tables.add(table(keras.tune(tuning, digits.train(), SparkExecutors.of(SPARK)))));
            }
            assertEquals(1, tables.stream().distinct().count());
            double ratio = median(spark) / median(local);
            System.err.printf(
                    "27 x 3: local %s s, Spark %s s, ratio %.2f%n",
                    Arrays.toString(local), Arrays.toString(spark), ratio);
            assertTrue(ratio <= 1.15, () -> "the ratio is " + ratio);
        }
    }

    @Test
    void a_job_of_one_task_costs_the_driver_milliseconds() {
        int jobs = 2_000;
        double first = seconds(() -> run(jobs));
        double second = seconds(() -> run(jobs));
        System.err.printf(
                "%d jobs of one task: %.2f and %.2f ms each%n", jobs, 1000 * first / jobs, 1000 * second / jobs);
        assertTrue(second / jobs < 0.05, () -> "the second half took " + second + " s");
    }

    /** Task without work, in a class of its own: executors have no session, which this one holds. */
    private static final class Echo implements Function<String, String> {
        @Override
        public String call(String task) {
            return task;
        }
    }

    /** Runs jobs as searches do, two at a time. */
    private static void run(int jobs) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(SPARK.sparkContext());
        Deque<JavaFutureAction<List<String>>> running = new ArrayDeque<>();
        for (int job = 0; job < jobs; job++) {
            running.add(context.parallelize(List.of("task " + job), 1)
                    .map(new Echo())
                    .collectAsync());
            if (running.size() == 2) {
                join(running.remove());
            }
        }
        running.forEach(SparkSpeedIT::join);
    }

    private static void join(JavaFutureAction<List<String>> job) {
        try {
            assertEquals(1, job.get().size());
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String table(Tuned tuned) {
        return Printers.tabular(10_000, 200).toString(tuned.collectFoldMetrics());
    }
}
