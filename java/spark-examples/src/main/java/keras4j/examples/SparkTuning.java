package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.measure.Measure.ACCURACY;

import keras4j.Keras;
import keras4j.cli.ProgressBar;
import keras4j.data.Datasets;
import keras4j.spark.SparkExecutors;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import org.apache.spark.sql.SparkSession;
import org.dflib.Printers;

/** Grid search over units and dropout whose trials run on executors, and the final fit of the best point on the driver. */
public final class SparkTuning {
    private SparkTuning() {}

    public static void main(String[] args) {
        var iris = Datasets.iris();
        var hidden = block("hidden", dense(arg("units", 8)).activation(RELU), dropout(arg("rate", 0.1)));
        var open = classifier("iris", input(), hidden, output())
                .with("hidden_units", between(4, 16))
                .with("hidden_rate", between(0.0, 0.2))
                .epochs(20)
                .seed(1);
        var tuning = Tuning.of(workflow("species ~ .", open), folds(3), grid(3), metrics(ACCURACY));

        // Without a cluster, the tasks run on two threads of this JVM.
        SparkSession spark = SparkSession.builder()
                .appName("SparkTuning")
                .master(System.getProperty("spark.master", "local[2]"))
                .getOrCreate();
        try (Keras keras = Keras.open()) {
            Tuned tuned = keras.listening(new ProgressBar()).tune(tuning, iris, SparkExecutors.of(spark));
            System.out.println(tuned);
            System.out.println(Printers.tabular.toString(tuned.showBest(ACCURACY, 3)));
            var fitted = keras.fit(tuning.workflow().at(tuned.selectBest(ACCURACY)), iris);
            System.out.println(keras.evaluate(fitted, iris));
        }
        spark.stop();
    }
}
