package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.spec.Mode.REGRESSOR;

import keras4j.Fitted;
import keras4j.Keras;
import keras4j.data.Datasets;
import org.dflib.DataFrame;
import org.dflib.Printers;

/**
 * A graph with two inputs and two outputs: what a car of 1974 burns, and whether it is shifted by hand, from its engine and
 * its body.
 */
public final class TwoInputsTwoOutputs {
    private TwoInputsTwoOutputs() {}

    public static void main(String[] args) {
        // Each input takes a group of columns, each block says what it takes, each output is named after its outcome.
        var tower = block("tower", batchNormalization(), dense(arg("units", 8)).activation(RELU));
        var cars = classifier(
                        "cars",
                        input().as("engine").columns("cyl", "disp", "hp", "vs", "carb"),
                        input().as("body").columns("wt", "drat", "qsec", "gear"),
                        tower.as("power").from("engine"),
                        tower.as("weight").from("body"),
                        block("join", concatenate()).from("power", "weight"),
                        output().as("mpg").mode(REGRESSOR).from("join"),
                        output().as("am").from("join"))
                .with("power_units", 16)
                .lossWeights(0.1, 1)
                .epochs(300)
                .seed(1);

        try (Keras keras = Keras.open()) {
            DataFrame frame = Datasets.mtcars();
            Fitted fitted = keras.fit(workflow("mpg + am ~ .", cars), frame);
            System.out.println(fitted.python());
            System.out.println(fitted.summary());
            System.out.println(keras.evaluate(fitted, frame));

            DataFrame first = frame.head(6);
            var predicted = keras.predict(fitted, first);
            System.out.println(Printers.tabular.toString(predicted
                    .values()
                    .hConcat(predicted.classes())
                    .hConcat(first.cols("mpg", "am").select())));
            System.out.println(Printers.tabular.toString(predicted.of("am").probabilities()));
        }
    }
}
