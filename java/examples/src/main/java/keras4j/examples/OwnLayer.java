package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.layer.Layers.*;

import java.nio.file.Path;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;

/**
 * A custom layer that is saved with its model: {@code fit <file>} fits a network with the layer and saves it; {@code predict
 * <file>}, in another JVM that does not have the source, trusts the layer and predicts.
 */
public final class OwnLayer {
    private static final String SOURCE = """
            import keras


            class Bump(keras.layers.Layer):
                def __init__(self, width=1.0, **others):
                    super().__init__(**others)
                    self.width = width

                def build(self, shape):
                    self.centre = self.add_weight(shape=(shape[-1],), initializer="zeros", name="centre")

                def call(self, x):
                    return keras.ops.exp(-((x - self.centre) / self.width) ** 2)

                def get_config(self):
                    return {**super().get_config(), "width": self.width}
            """;

    private OwnLayer() {}

    public static void main(String[] args) {
        Path file = Path.of(args[1]);
        try (Keras keras = Keras.open()) {
            if (args[0].equals("fit")) {
                fit(keras).save(file);
            } else {
                predict(keras, Fitted.load(file));
            }
        }
    }

    private static Fitted fit(Keras keras) {
        var bump = layer(CustomObject.of("Bump", SOURCE)).with("width", 2.0);
        var spec = classifier("bumps", input(), block("hidden", dense(16), bump), output())
                .epochs(30)
                .seed(1);
        Fitted fitted = keras.fit(workflow("species ~ .", spec), Datasets.iris());
        System.out.println(fitted.program().source());
        System.out.println(keras.evaluate(fitted, Datasets.iris()));
        return fitted;
    }

    private static void predict(Keras keras, Fitted fitted) {
        try {
            keras.predict(fitted, Datasets.iris());
        } catch (SecurityException refused) {
            System.out.println(refused.getMessage());
        }
        // What came with the file may be read before it runs.
        fitted.customObjects().forEach(each -> System.out.println(each.source()));
        Keras trusting = keras.trusting(fitted.customObjects());
        System.out.println(trusting.evaluate(fitted, Datasets.iris()));
    }
}
