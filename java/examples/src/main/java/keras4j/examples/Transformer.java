package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;

import java.util.Arrays;
import java.util.stream.Stream;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.spec.Block;

/** A transformer: two encoders with self-attention read pictures of digits as eight lines of eight pixels. */
public final class Transformer {
    private Transformer() {}

    public static void main(String[] args) {
        var start =
                new Block[] {input(), block("lines", reshape(8, 8), dense(32)).from("input")};
        var end = new Block[] {block("all", flatten()).from("second"), output().from("all")};
        var blocks = Stream.of(start, encoder("first", "lines"), encoder("second", "first"), end)
                .flatMap(Arrays::stream)
                .toArray(Block[]::new);
        var spec = classifier("transformer", blocks)
                .learnRate(2e-3)
                .epochs(12)
                .batchSize(32)
                .seed(1);

        try (Keras keras = Keras.open()) {
            var digits = Datasets.digits();
            Fitted fitted = keras.fit(workflow("y ~ x", spec), digits.train());
            System.out.println(fitted.program().source());
            System.out.println(keras.evaluate(fitted, digits.test()));
        }
    }

    /** Self-attention and a feed-forward part, each added to its input and normalized. */
    private static Block[] encoder(String name, String from) {
        return new Block[] {
            block(name + "_attention", multiHeadAttention(4, 8).dropout(0.1)).from(from),
            block(name + "_residual", add()).from(from, name + "_attention"),
            block(name + "_norm", layerNormalization()).from(name + "_residual"),
            block(name + "_feed", dense(64).activation(RELU), dense(32)).from(name + "_norm"),
            block(name + "_sum", add()).from(name + "_norm", name + "_feed"),
            block(name, layerNormalization()).from(name + "_sum")
        };
    }
}
