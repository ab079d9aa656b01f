package keras4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import keras4j.internal.spark.ExecutorCounts;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of scoring on two executors in JVMs of their own. */
@ExtendWith(LocalCluster.class)
class ScoringIT {
    private static final SparkSession SPARK = LocalCluster.spark();
    private static final Keras KERAS = Keras.open();
    /** Difference of batches of other sizes. */
    private static final float ROUNDING = 1e-5f;

    private static final Fitted CARS = Cars.fitted(KERAS);

    @AfterAll
    static void close() {
        KERAS.close();
    }

    @Test
    void predictions_are_equal_to_the_bit_and_each_worker_restores_a_model_once() {
        Dataset<Row> scored = KerasScorer.of(CARS).setBatchRows(1000).transform(Cars.rows(SPARK, 16_000, 8));
        Map<String, ExecutorCounts> before = ExecutorCounts.of(SPARK);
        for (int round = 0; round < 3; round++) {
            List<Row> rows = scored.orderBy("id").collectAsList();
            assertEquals(16_000, rows.size());
            assertArrayEquals(Cars.predicted(KERAS, CARS, rows), Cars.scores(rows));
        }
        Map<String, ExecutorCounts> counts = ExecutorCounts.of(SPARK);
        assertEquals(2, counts.size(), counts::toString);
        counts.forEach((executor, each) -> {
            assertEquals(1, each.scorers(), counts::toString);
            int earlier = before.containsKey(executor) ? before.get(executor).restorations() : 0;
            assertTrue(each.restorations() - earlier <= 1 && each.restorations() >= 1, counts::toString);
        });
    }

    @Test
    void a_scorer_is_a_stage_of_a_pipeline_that_is_saved_and_loaded(@TempDir Path folder) throws Exception {
        Dataset<Row> rows = Cars.rows(SPARK, 100, 1);
        PipelineModel model = new Pipeline()
                .setStages(new PipelineStage[] {
                    KerasScorer.of(CARS).setBatchRows(100).setWorkers(1)
                })
                .fit(rows);
        String path = folder.resolve("pipeline").toUri().toString();
        model.save(path);
        PipelineModel loaded = PipelineModel.load(path);
        KerasScorer scorer = (KerasScorer) loaded.stages()[0];
        assertEquals(CARS, scorer.fitted());
        assertEquals(100, scorer.getOrDefault((org.apache.spark.ml.param.Param<?>) scorer.batchRows()));
        assertEquals(1, scorer.getOrDefault(scorer.workers()));
        assertEquals(model.stages()[0].uid(), scorer.uid());
        List<Row> scored = loaded.transform(rows).orderBy("id").collectAsList();
        assertArrayEquals(Cars.predicted(KERAS, CARS, scored), Cars.scores(scored));
        assertEquals(loaded.transform(rows).schema(), loaded.transformSchema(rows.schema()));
    }

    @Test
    void a_stream_is_scored(@TempDir Path folder) throws Exception {
        Dataset<Row> source =
                SPARK.readStream().format("rate").option("rowsPerSecond", 200).load();
        Dataset<Row> cars = source.withColumn("id", col("value"));
        for (String name : List.of("cyl", "disp", "hp", "drat", "wt", "qsec", "vs", "am", "gear", "carb")) {
            cars = cars.withColumn(name, expr("cast(value % 7 + length('" + name + "') as double)"));
        }
        StreamingQuery query = KerasScorer.of(CARS)
                .transform(cars)
                .writeStream()
                .format("parquet")
                .option("path", folder.resolve("out").toString())
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .start();
        try {
            org.awaitility.Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Arrays.stream(query.recentProgress())
                                    .mapToLong(progress -> progress.numInputRows())
                                    .sum()
                            > 100);
        } finally {
            query.stop();
        }
        List<Row> rows = SPARK.read()
                .parquet(folder.resolve("out").toString())
                .orderBy("id")
                .collectAsList();
        assertTrue(rows.size() > 100, rows.size() + " rows");
        assertArrayEquals(Cars.predicted(KERAS, CARS, rows), Cars.scores(rows), ROUNDING);
    }

    @Test
    @Tag("full")
    void a_model_is_scored_without_python() {
        Fitted fitted = KERAS.withOnnx(CARS);
        Map<String, ExecutorCounts> before = ExecutorCounts.of(SPARK);
        List<Row> rows = KerasScorer.of(fitted)
                .setOnnx(true)
                .transform(Cars.rows(SPARK, 2_000, 2))
                .orderBy("id")
                .collectAsList();
        assertArrayEquals(Cars.predicted(KERAS, CARS, rows), Cars.scores(rows), 1e-3f);
        ExecutorCounts.of(SPARK)
                .forEach((executor, counts) -> assertEquals(
                        Objects.requireNonNull(before.get(executor)).restorations(),
                        counts.restorations(),
                        "no worker process was asked"));
    }

    @Test
    void a_killed_worker_process_costs_no_row() {
        Dataset<Row> scored = KerasScorer.of(CARS).setBatchRows(20).transform(Cars.rows(SPARK, 20_000, 8));
        scored.count();
        for (int round = 0; round < Killer.ROUNDS; round++) {
            ExecutorCounts executor =
                    ExecutorCounts.of(SPARK).values().iterator().next();
            requireAll(Killer.of(SPARK, executor.children())
                    .during(() -> scored.orderBy("id").collectAsList()));
            executor.children().forEach(Killer::awaitEnd);
        }
    }

    @Test
    void a_killed_executor_costs_no_row_and_leaves_no_process() {
        Dataset<Row> scored = KerasScorer.of(CARS).setBatchRows(20).transform(Cars.rows(SPARK, 20_000, 8));
        scored.count();
        for (int round = 0; round < Killer.ROUNDS; round++) {
            ExecutorCounts victim = ExecutorCounts.of(SPARK).values().iterator().next();
            requireAll(Killer.of(SPARK, List.of(victim.process()))
                    .during(() -> scored.orderBy("id").collectAsList()));
            victim.children().forEach(Killer::awaitEnd);
        }
    }

    private static void requireAll(List<Row> rows) {
        assertEquals(20_000, rows.size());
        assertArrayEquals(Cars.predicted(KERAS, CARS, rows), Cars.scores(rows), ROUNDING);
    }
}
