package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;

import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.layer.Padding;

/** A small convolutional network on pictures of handwritten digits, with the number of filters as an argument. */
public final class Convolution {
    private Convolution() {}

    public static void main(String[] args) {
        var digits = Datasets.digits();
        var filters = block(
                "filters",
                conv2D(arg("count", 16), 3).padding(Padding.SAME).activation(RELU),
                maxPooling2D().poolSize(2));
        var spec = classifier(
                        "convolution",
                        input(),
                        block("picture", reshape(8, 8, 1)),
                        filters.as("coarse"),
                        filters.as("fine"),
                        block("head", flatten(), dropout(0.3)),
                        output())
                .with("fine_count", 32)
                .epochs(15)
                .seed(1);
        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.fit(workflow("y ~ x", spec), digits.train());
            System.out.println(fitted.summary());
            System.out.println(keras.evaluate(fitted, digits.test()));
        }
    }
}
