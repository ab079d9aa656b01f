package keras4j.spark;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import keras4j.Keras;
import keras4j.data.Batches;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of fits to a dataset that is streamed through the driver. */
@ExtendWith(LocalCluster.class)
class BatchesOfDatasetIT {
    private static final SparkSession SPARK = LocalCluster.spark();
    private static final DataFrame FRAME = Datasets.mtcars();
    private static final Schema SCHEMA =
            Schema.of(FRAME, Map.of("x", List.of("wt", "hp")), List.of(Outcome.numbers(FRAME, List.of("mpg"))));

    private static Dataset<Row> rows() {
        StructType schema = new StructType()
                .add("wt", DataTypes.DoubleType)
                .add("hp", DataTypes.DoubleType)
                .add("mpg", DataTypes.DoubleType);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < FRAME.height(); row++) {
            rows.add(RowFactory.create(cell("wt", row), cell("hp", row), cell("mpg", row)));
        }
        return SPARK.createDataFrame(rows, schema).coalesce(1);
    }

    private static double cell(String name, int row) {
        return ((Number) FRAME.getColumn(name).get(row)).doubleValue();
    }

    @Test
    void a_fit_to_a_dataset_is_that_to_the_same_batches_in_memory() {
        var hidden = block("hidden", dense(8).activation(RELU));
        var spec = regressor("cars", input(), hidden, output()).epochs(3).seed(1);
        try (Keras keras = Keras.open()) {
            Fitted streamed = keras.fit(spec, SparkBatches.of(rows(), SCHEMA::examples, 10));
            Fitted inMemory = keras.fit(spec, Batches.of(SCHEMA.examples(FRAME), 10));
            assertEquals(inMemory.history(), streamed.history());
            Tensor x = SCHEMA.x(FRAME).get(0);
            assertArrayEquals(
                    keras.predict(inMemory, x).floats(),
                    keras.predict(streamed, x).floats());
        }
    }

    private static List<Float> pass(Batches batches, int number) {
        List<Float> all = new ArrayList<>();
        batches.pass(number).forEach(each -> {
            for (float one : x(each)) {
                all.add(one);
            }
        });
        return all;
    }

    private static float[] x(Examples examples) {
        return Objects.requireNonNull(examples.inputs().get("x")).toFloats();
    }

    @Test
    void batches_have_the_rows_that_are_asked_for_but_the_last() {
        List<Integer> sizes = new ArrayList<>();
        SparkBatches.of(rows().repartition(5), SCHEMA::examples, 10).pass(0).forEach(each -> sizes.add(each.rows()));
        assertEquals(List.of(10, 10, 10, 2), sizes);
    }

    @Test
    void a_seed_gives_each_pass_an_order_of_its_own() {
        Batches batches = SparkBatches.shuffled(rows(), SCHEMA::examples, 10, 1);
        List<Float> first = pass(batches, 0);
        assertEquals(first, pass(batches, 0));
        assertNotEquals(first, pass(batches, 1));
        assertNotEquals(first, pass(SparkBatches.of(rows(), SCHEMA::examples, 10), 0));
        assertEquals(new TreeSet<>(first), new TreeSet<>(pass(batches, 1)));
    }
}
