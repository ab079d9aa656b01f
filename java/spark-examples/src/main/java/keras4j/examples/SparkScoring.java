package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.*;

import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.spark.KerasScorer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Scoring of 100,000 rows: a model that is fitted on the driver predicts in worker processes of the executors. */
public final class SparkScoring {
    private static final int ROWS = 100_000;

    private SparkScoring() {}

    public static void main(String[] args) {
        var hidden = block("hidden", dense(16).activation(RELU));
        var spec = classifier("iris", input(), hidden, output()).epochs(30).seed(1);
        var workflow = workflow(recipe("species ~ .").normalize(numericPredictors()), spec);
        Fitted fitted;
        try (Keras keras = Keras.open()) {
            fitted = keras.fit(workflow, Datasets.iris());
        }

        // Without a cluster, the tasks run on two threads of this JVM.
        SparkSession spark = SparkSession.builder()
                .appName("SparkScoring")
                .master(System.getProperty("spark.master", "local[2]"))
                .getOrCreate();
        Dataset<Row> flowers = spark.range(ROWS)
                .selectExpr(
                        "id",
                        "4.3 + id % 37 / 10 as sepal_length",
                        "2.0 + id % 25 / 10 as sepal_width",
                        "1.0 + id % 60 / 10 as petal_length",
                        "0.1 + id % 25 / 10 as petal_width")
                .repartition(8);
        Dataset<Row> scored = KerasScorer.of(fitted).transform(flowers);
        System.out.println(scored.schema().treeString());
        scored.groupBy("`.pred_class`")
                .count()
                .orderBy("`.pred_class`")
                .collectAsList()
                .forEach(row -> System.out.println(row.getString(0) + " " + row.getLong(1)));
        spark.stop();
    }
}
