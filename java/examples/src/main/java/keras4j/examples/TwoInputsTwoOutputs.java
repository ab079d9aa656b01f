package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.spec.ModelMode.REGRESSOR;

import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import org.dflib.DataFrame;
import org.dflib.Printers;

/** A graph with two inputs and two outputs: three measures of an iris predict the fourth, a number, and the species. */
public final class TwoInputsTwoOutputs {
    private TwoInputsTwoOutputs() {}

    public static void main(String[] args) {
        // Each input takes a group of columns, each block says what it takes, each output is named after its outcome.
        var tower = block("tower", dense(arg("units", 8)).activation(RELU));
        var flowers = classifier(
                        "flowers",
                        input().as("sepal").columns("sepal_length", "sepal_width"),
                        input().as("petal").columns("petal_length"),
                        tower.as("outer").from("sepal"),
                        tower.as("inner").from("petal"),
                        block("join", concatenate()).from("outer", "inner"),
                        output().as("petal_width").mode(REGRESSOR).from("join"),
                        output().as("species").from("join"))
                .with("outer_units", 16)
                .lossWeights(0.5, 1)
                .epochs(60)
                .seed(1);

        try (Keras keras = Keras.open()) {
            DataFrame frame = Datasets.iris();
            Fitted fitted = keras.fit(workflow("petal_width + species ~ .", flowers), frame);
            System.out.println(fitted.program().source());
            System.out.println(fitted.summary());
            System.out.println(keras.evaluate(fitted, frame));

            DataFrame first = frame.head(53).tail(6);
            var predicted = keras.predict(fitted, first);
            System.out.println(Printers.tabular.toString(predicted
                    .values()
                    .hConcat(predicted.classes())
                    .hConcat(first.cols("petal_width", "species").select())));
            System.out.println(Printers.tabular.toString(predicted.of("species").probabilities()));
        }
    }
}
