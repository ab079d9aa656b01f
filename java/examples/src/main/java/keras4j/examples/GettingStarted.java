package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.Keras;
import keras4j.cli.ProgressBar;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.optimizer.Optimizers;
import org.dflib.DataFrame;
import org.dflib.Printers;

/**
 * A multilayer perceptron that learns to read handwritten digits.
 *
 * <p>Without arguments it uses the UCI digits of the library; {@code --data <folder>} reads MNIST's own IDX files.
 */
public final class GettingStarted {
    private GettingStarted() {}

    public static void main(String[] args) throws IOException {
        var digits =
                args.length == 2 && args[0].equals("--data") ? Datasets.mnist(Path.of(args[1])) : Datasets.digits();

        // A reusable block with two arguments; the spec names them hidden_1_units, hidden_1_rate, ...
        var denseDropout = block("dense_dropout", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
        var mlp = classifier("mnist_mlp", input(), denseDropout.as("hidden_1"), denseDropout.as("hidden_2"), output());
        var spec = mlp.with("hidden_1_units", 256)
                .with("hidden_1_rate", 0.4)
                .with("hidden_2_rate", 0.3)
                .optimizer(Optimizers.rmsprop())
                .epochs(30)
                .batchSize(128)
                .validationSplit(0.2)
                .seed(1);

        try (Keras keras = Keras.open()) {
            System.out.println(keras);
            Fitted fitted = keras.listening(new ProgressBar()).fit(workflow("y ~ x", spec), digits.train());

            System.out.println(fitted.program().source());
            System.out.println(fitted.summary());
            System.out.println(fitted.history().table());
            System.out.println(keras.evaluate(fitted, digits.test()));

            // The first rows: the class, each class's probability, and the truth beside them.
            DataFrame first = digits.test().head(6);
            var predictions = keras.predict(fitted, first);
            DataFrame comparison = predictions
                    .classes()
                    .hConcat(predictions.probabilities())
                    .hConcat(first.cols("y").select());
            System.out.println(Printers.tabular.toString(comparison));

            // How good it is on rows that it never saw, and what it takes for what.
            var cases = keras.predict(fitted, digits.test()).cases(digits.test());
            System.out.println(cases.measure().table());
            System.out.println(cases.confusion().table());

            Path folder = Files.createTempDirectory("keras4j");
            fitted.diagram().plot().save(folder.resolve("model.svg"));
            fitted.history().plot().save(folder.resolve("history.svg"));
            cases.confusion().plot().save(folder.resolve("confusion.svg"));
            System.out.println("Pictures in " + folder);

            // A fitted model is a value: it can be kept in a file, and it does not need its live Python object.
            Path file = folder.resolve("mnist.keras4j");
            fitted.save(file);
            keras.release(fitted);
            boolean same = keras.predict(Fitted.load(file), first).equals(predictions);
            System.out.println("Saved to " + file + "; read again and restored, it predicts "
                    + (same ? "the same numbers" : "other numbers"));
        }
    }
}
