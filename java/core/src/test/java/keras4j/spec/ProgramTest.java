package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static org.junit.jupiter.api.Assertions.assertEquals;

import keras4j.optimizer.Optimizers;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Block DENSE_DROPOUT =
            block("dense_dropout", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));

    private static final Spec MNIST = classifier(
                    "mnist_mlp", input(784), DENSE_DROPOUT.as("hidden_1"), DENSE_DROPOUT.as("hidden_2"), output())
            .with("hidden_1_units", 256)
            .with("hidden_1_rate", 0.4)
            .with("hidden_2_rate", 0.3)
            .loss("categorical_crossentropy")
            .optimizer(Optimizers.rmsprop())
            .metrics("accuracy")
            .epochs(30)
            .batchSize(128)
            .validationSplit(0.2)
            .seed(1);

    @Test
    void the_guides_network_is_one_layer_a_line() {
        assertEquals("""
                import keras


                def build(input_shape=(784,), num_classes=10):
                    keras.utils.set_random_seed(1)
                    model = keras.Sequential(
                        [
                            keras.Input(shape=input_shape, name="input"),
                            keras.layers.Dense(256, activation="relu", name="hidden_1.dense"),
                            keras.layers.Dropout(0.4, name="hidden_1.dropout"),
                            keras.layers.Dense(128, activation="relu", name="hidden_2.dense"),
                            keras.layers.Dropout(0.3, name="hidden_2.dropout"),
                            keras.layers.Dense(num_classes, activation="softmax", name="output"),
                        ],
                        name="mnist_mlp",
                    )
                    model.compile(
                        optimizer=keras.optimizers.RMSprop(),
                        loss="categorical_crossentropy",
                        metrics=["accuracy"],
                    )
                    return model


                def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
                    return model.fit(
                        x,
                        y,
                        batch_size=128,
                        epochs=30,
                        validation_split=0.2,
                        validation_data=validation_data,
                        sample_weight=sample_weight,
                        callbacks=[*callbacks],
                        verbose=0,
                    )
                """, MNIST.program(new int[] {784}, 10).source());
    }
}
