package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.gaussianNoise;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {
    @Test
    void a_block_keeps_its_layers_under_another_name() {
        Block block = block("dense_dropout", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
        assertEquals(block.layers(), block.as("hidden_1").layers());
        assertEquals(
                "hidden_1: Dense(units=arg(\"units\", 128), activation=\"relu\"), Dropout(rate=arg(\"rate\", 0.1))",
                block.as("hidden_1").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"compile", "fit", "optimizer", "fit_x", "compile_x"})
    void names_that_read_as_settings_are_reserved(String name) {
        refused(
                "block: name must be none of compile, fit and optimizer and must not begin with compile_ or fit_, got \""
                        + name + "\"",
                () -> block(name, dense(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a.b", "a b", "a-b", "é", "_a"})
    void a_name_is_like_a_variables(String name) {
        refused(
                "block: name must be a letter followed by letters, digits and _, at most 64 characters, got \"" + name
                        + "\"",
                () -> block(name, dense(1)));
    }

    @Test
    void a_name_has_at_most_64_characters() {
        assertEquals("a".repeat(64), block("a".repeat(64), dense(1)).name());
        refused(
                "block: name must be a letter followed by letters, digits and _, at most 64 characters, got \""
                        + "a".repeat(65) + "\"",
                () -> block("a".repeat(65), dense(1)));
    }

    @Test
    void a_block_has_layers_and_nothing_but_layers() {
        refused("block b: layers must not be empty, got none", () -> block("b"));
        refused(
                "block b: layers must be layers, got Huber()",
                () -> new Block(
                        "b",
                        Block.Role.HIDDEN,
                        List.of(Call.of("keras.losses.Huber")),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        false));
        refused(
                "block b: layers must be one keras.Input, got Flatten()",
                () -> new Block(
                        "b",
                        Block.Role.INPUT,
                        List.of(Call.of("keras.layers.Flatten")),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        false));
    }

    @Test
    void the_shape_of_an_input_is_made_of_whole_numbers_above_zero() {
        assertEquals("input: Input(shape=input_shape)", input().toString());
        assertEquals("input: Input(shape=(28, 28, 1))", input(28, 28, 1).toString());
        refused("Input: shape must be at least 1, got 0", () -> input(28, 0));
    }

    @Test
    void a_layer_by_its_symbol_equals_the_typed_one() {
        assertEquals(gaussianNoise(0.1), layer("keras.layers.GaussianNoise").with("stddev", 0.1));
        assertEquals(
                dense(3).activation(RELU),
                layer("keras.layers.Dense").with("activation", "relu").with("units", 3));
        assertEquals(
                block("b", dense(arg("units", 3))),
                block("b", layer("keras.layers.Dense").with("units", arg("units", 3))));
    }

    @Test
    void a_layer_by_its_symbol_is_checked() {
        refused(
                "catalogue: symbol must be one that Keras 3.15.1 has, got keras.layers.Dence;"
                        + " did you mean keras.layers.Dense?",
                () -> layer("keras.layers.Dence"));
        refused("layer: symbol must be a layer, got keras.losses.Huber, a loss", () -> layer("keras.losses.Huber"));
        refused(
                "Dropout: argument must be one of rate, noise_shape, seed, activity_regularizer, trainable, dtype, autocast, name, got rates;"
                        + " did you mean rate?",
                () -> layer("keras.layers.Dropout").with("rates", 0.5));
        refused("Dense: units must be given, got nothing", () -> block("b", layer("keras.layers.Dense")));
    }
}
