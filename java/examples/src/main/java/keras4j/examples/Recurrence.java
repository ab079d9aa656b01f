package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.layer.Layers.*;

import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;

/** A bidirectional LSTM that reads pictures of handwritten digits line by line, eight steps of eight numbers each. */
public final class Recurrence {
    private Recurrence() {}

    public static void main(String[] args) {
        var digits = Datasets.digits();
        var spec = classifier(
                        "recurrence",
                        input(),
                        block("lines", reshape(8, 8)),
                        block("memory", bidirectional(lstm(arg("units", 32)))),
                        output())
                .with("memory_units", 48)
                .epochs(30)
                .seed(1);
        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.fit(workflow("y ~ x", spec), digits.train());
            System.out.println(fitted.summary());
            System.out.println(keras.evaluate(fitted, digits.test()));
        }
    }
}
