package keras4j.spark;

import java.util.function.Function;
import java.util.stream.Stream;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.internal.spark.DatasetBatches;
import keras4j.internal.text.Preconditions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.dflib.DataFrame;

/**
 * Rows of a dataset as training batches, for tables that do not fit in memory: Spark prepares them, and one Keras trains.
 *
 * <p>Each epoch reads the dataset anew, one partition after another, so the driver needs memory for the largest
 * partition. Cache a dataset that is expensive to compute.
 *
 * <pre>{@code
 * var schema = Schema.of(sample, Map.of("x", List.of("a", "b")), List.of(Outcome.numbers(sample, List.of("y"))));
 * keras.fit(spec, SparkBatches.shuffled(dataset, schema::examples, 256, 1));
 * }</pre>
 */
public final class SparkBatches {
    private SparkBatches() {}

    /**
     * {@return the rows in the order of the dataset; only the last batch of a pass may be smaller}
     *
     * @param dataset the rows
     * @param examples makes tensors of some rows, such as {@code schema::examples}
     * @param rows the rows of a batch, at least 1
     */
    public static Batches of(Dataset<Row> dataset, Function<DataFrame, Examples> examples, int rows) {
        require(dataset, examples, rows);
        return Batches.ofPasses(pass -> pass(dataset, examples, rows, pass));
    }

    /**
     * {@return the rows in another order in each pass, which Spark sorts}
     *
     * @param dataset the rows
     * @param examples makes tensors of some rows, such as {@code schema::examples}
     * @param rows the rows of a batch, at least 1
     * @param seed the seed of the orders
     */
    public static Batches shuffled(Dataset<Row> dataset, Function<DataFrame, Examples> examples, int rows, long seed) {
        require(dataset, examples, rows);
        return Batches.ofPasses(pass -> pass(dataset.orderBy(functions.rand(seed + pass)), examples, rows, pass));
    }

    private static void require(Dataset<Row> dataset, Function<DataFrame, Examples> examples, int rows) {
        Preconditions.notNull("SparkBatches", "dataset", dataset);
        Preconditions.notNull("SparkBatches", "examples", examples);
        Preconditions.atLeast("SparkBatches", "rows", 1, rows);
    }

    private static Stream<Examples> pass(
            Dataset<Row> dataset, Function<DataFrame, Examples> examples, int rows, int pass) {
        return DatasetBatches.frames(dataset, rows, pass).map(examples);
    }
}
