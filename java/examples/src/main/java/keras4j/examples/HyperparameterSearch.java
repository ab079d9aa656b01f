package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.measure.Measure.ACCURACY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.Keras;
import keras4j.cli.ProgressBar;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.optimizer.Optimizers;
import keras4j.tune.Tuned;
import org.dflib.Printers;

/** Grid search over layers, units and dropout: 27 networks on 3 folds each, and the final fit of the best one. */
public final class HyperparameterSearch {
    private HyperparameterSearch() {}

    public static void main(String[] args) throws IOException {
        var digits = Datasets.digits();
        var denseDropout = block("dense_dropout", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
        var mlp = classifier("mnist_mlp", input(), denseDropout.as("hidden_1"), denseDropout.as("hidden_2"), output());

        // What is open stands where a number would; no second hidden block here.
        var open = mlp.with("num_hidden_1", between(1, 3))
                .with("hidden_1_units", between(64, 256))
                .with("hidden_1_rate", between(0.2, 0.4))
                .with("num_hidden_2", 0)
                .optimizer(Optimizers.rmsprop())
                .epochs(10)
                .batchSize(128)
                .validationSplit(0.2)
                .seed(1);
        var workflow = workflow("y ~ x", open);
        System.out.println(workflow.hyperparameters());

        try (Keras keras = Keras.open()) {
            Tuned tuned = keras.listening(new ProgressBar())
                    .tune(workflow, digits.train(), folds(3), grid(3), metrics(ACCURACY));
            System.out.println(tuned);
            System.out.println(Printers.tabular.toString(tuned.showBest(ACCURACY, 5)));

            // The best point closes the workflow, which then is fitted to all rows.
            var best = tuned.selectBest(ACCURACY);
            System.out.println("Best: " + best);
            Fitted fitted = keras.fit(workflow.at(best), digits.train());
            System.out.println(fitted.summary());
            System.out.println(keras.evaluate(fitted, digits.test()));

            Path folder = Files.createTempDirectory("keras4j");
            fitted.history().plot().save(folder.resolve("history.svg"));
            tuned.plot(ACCURACY).save(folder.resolve("parameters.svg"));
            tuned.plotProgress(ACCURACY).save(folder.resolve("progress.svg"));
            tuned.plotParallel(ACCURACY).save(folder.resolve("parallel.svg"));
            System.out.println("Pictures in " + folder);
        }
    }
}
