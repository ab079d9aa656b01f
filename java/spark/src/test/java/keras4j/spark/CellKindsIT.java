package keras4j.spark;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.columns;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of scoring datasets with all kinds of cells, beside frames with the same cells. */
@ExtendWith(LocalCluster.class)
class CellKindsIT {
    private static final SparkSession SPARK = LocalCluster.spark();
    private static final Keras KERAS = Keras.open();
    private static final int ROWS = 60;

    @AfterAll
    static void close() {
        KERAS.close();
    }

    private static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.LongType)
            .add("price", DataTypes.createDecimalType(10, 2))
            .add("count", DataTypes.IntegerType)
            .add("weight", DataTypes.FloatType)
            .add("flag", DataTypes.BooleanType)
            .add("colour", DataTypes.StringType)
            .add("day", DataTypes.DateType)
            .add("moment", DataTypes.TimestampType)
            .add("vector", SQLDataTypes.VectorType())
            .add("array", DataTypes.createArrayType(DataTypes.DoubleType));

    private static LocalDate day(int row) {
        return LocalDate.of(2026, 1, 1).plusDays(row);
    }

    private static LocalDateTime moment(int row) {
        return LocalDateTime.of(2026, 3, 1, 23, 30).plusHours(7L * row);
    }

    private static BigDecimal price(int row) {
        return BigDecimal.valueOf(100L + (long) row * row, 2);
    }

    private static String colour(int row) {
        return List.of("red", "green", "blue").get(row % 3);
    }

    private static Row row(int row) {
        return RowFactory.create(
                (long) row,
                price(row),
                row % 5 == 0 ? null : row,
                row / 8f,
                row % 2 == 0,
                row % 7 == 0 ? null : colour(row),
                Date.valueOf(day(row)),
                Timestamp.from(moment(row).toInstant(ZoneOffset.UTC)),
                Vectors.dense(row, row % 4),
                new double[] {row % 3, 1, row});
    }

    private static Series<?> series(java.util.function.IntFunction<Object> cell) {
        Object[] cells = new Object[ROWS];
        java.util.Arrays.setAll(cells, cell);
        return Series.of(cells);
    }

    private static DataFrame frame() {
        return DataFrame.byColumn("price", "count", "weight", "flag", "colour", "day", "moment", "vector", "array", "y")
                .of(
                        series(CellKindsIT::price),
                        series(row -> row % 5 == 0 ? null : row),
                        series(row -> row / 8f),
                        series(row -> row % 2 == 0),
                        series(row -> row % 7 == 0 ? null : colour(row)),
                        series(CellKindsIT::day),
                        series(CellKindsIT::moment),
                        series(row -> new float[] {row, row % 4}),
                        series(row -> new float[] {row % 3, 1, row}),
                        series(row -> row % 3 == 0 ? "low" : "high"));
    }

    private static Fitted fitted() {
        var numbers = input().as("numbers").columns("price", "count", "weight", "flag", "colour", "day", "moment");
        var hidden = block("hidden", dense(8).activation(RELU));
        var spec = classifier(
                        "kinds",
                        numbers,
                        input().as("vector"),
                        input().as("array"),
                        block("joined", concatenate()).from("numbers", "vector", "array"),
                        hidden.from("joined"),
                        output().as("y").from("hidden"))
                .epochs(2)
                .seed(1);
        var recipe = recipe("y ~ .")
                .imputeMedian(columns("count"))
                .unknown(columns("colour"))
                .dateFeatures(columns("day", "moment"))
                .dummy(keras4j.recipe.Selectors.nominalPredictors());
        return KERAS.fit(workflow(recipe, spec), frame());
    }

    @Test
    void cells_of_all_kinds_are_predicted_as_in_a_frame() {
        Fitted fitted = fitted();
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(row(row));
        }
        Dataset<Row> dataset =
                SPARK.createDataFrame(rows, SCHEMA).repartition(1).sortWithinPartitions("id");
        List<Row> scored =
                KerasScorer.of(fitted).transform(dataset).orderBy("id").collectAsList();
        DataFrame expected = KERAS.predict(fitted, frame()).columns();
        for (String name : expected.getColumnsIndex()) {
            List<Object> wanted = new ArrayList<>();
            expected.getColumn(name).forEach(wanted::add);
            assertEquals(
                    wanted, scored.stream().map(row -> row.<Object>getAs(name)).toList(), name);
        }
        assertEquals(rows.get(1).get(2), scored.get(1).get(2));
    }

    @Test
    void what_a_model_can_not_score_is_refused_on_the_driver() {
        Dataset<Row> dataset = SPARK.createDataFrame(List.of(row(1)), SCHEMA);
        Fitted fitted = fitted();
        assertEquals(
                "Spark: column 'colour' must be in the dataset, got columns 'id', 'price', 'count', 'weight', 'flag',"
                        + " 'day', 'moment', 'vector', 'array'",
                message(() -> KerasScorer.of(fitted).transform(dataset.drop("colour"))));
        assertEquals(
                "KerasScorer: the dataset must have no column '.pred_class', which the predictions have, got one; drop"
                        + " or rename it before",
                message(() -> KerasScorer.of(fitted).transform(dataset.withColumnRenamed("id", ".pred_class"))));
        assertThrows(
                IllegalStateException.class,
                () -> KerasScorer.of(fitted).setOnnx(true).transform(dataset));
    }

    @Test
    void wrong_settings_are_refused() {
        KerasScorer scorer = KerasScorer.of(fitted());
        assertEquals("KerasScorer: workers must be at least 0, got -1", message(() -> scorer.setWorkers(-1)));
        assertEquals("KerasScorer: batchRows must be at least 1, got 0", message(() -> scorer.setBatchRows(0)));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
