package keras4j.benchmarks;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;

import keras4j.activation.Activation;
import keras4j.optimizer.Optimizers;
import keras4j.spec.Spec;

/** The guide's MNIST network. */
public final class BenchmarkNetwork {
    private BenchmarkNetwork() {}

    /** Its spec: 256 and 128 units, dropout 0.4 and 0.3, rmsprop, batches of 128, seed 1. */
    public static Spec spec(int epochs) {
        return blocks(RELU)
                .with("hidden_1_units", 256)
                .with("hidden_1_rate", 0.4)
                .with("hidden_2_rate", 0.3)
                .optimizer(Optimizers.rmsprop())
                .epochs(epochs)
                .batchSize(128)
                .seed(1);
    }

    /** Two blocks, {@code hidden_1} and {@code hidden_2}, of a layer and its dropout. */
    static Spec blocks(Activation activation) {
        var hidden = block("hidden", dense(arg("units", 128)).activation(activation), dropout(arg("rate", 0.1)));
        return classifier("mnist_mlp", input(), hidden.as("hidden_1"), hidden.as("hidden_2"), output());
    }
}
