package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.numClasses;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.activation.Activation.SIGMOID;
import static keras4j.activation.Activation.SOFTMAX;
import static keras4j.layer.Layers.activation;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import keras4j.layer.Layer;
import org.junit.jupiter.api.Test;

class LastLayerTest {
    private static final Block HIDDEN = block("hidden", dense(arg("units", 8)).activation(RELU));
    private static final String NUMBERS = " must be a dense layer with a bias and no activation, got ";
    private static final String CLASSES =
            " must be a dense layer with a bias and softmax, or sigmoid for one unit, got ";

    private static Spec ending(Layer... layers) {
        return regressor("cars", input(), HIDDEN, output(layers));
    }

    @Test
    void laplace_is_a_setting_that_survives_json_and_is_no_part_of_the_program() {
        Spec plain = ending();
        Spec asked = plain.laplace();
        assertNotEquals(plain, asked);
        assertEquals(asked, plain.with("laplace", true));
        assertEquals(asked, Spec.fromJson(asked.json()));
        assertEquals(plain.program().source(), asked.program().source());
    }

    @Test
    void every_dense_layer_with_the_activation_of_its_mode_will_do() {
        for (Spec spec : List.of(
                ending(),
                ending(dense(3)),
                ending(dense(4).activation(RELU), dense(3)),
                regressor("line", input(), output()),
                classifier("two", input(), HIDDEN, output(dense(1).activation(SIGMOID))),
                classifier("many", input(), HIDDEN, output(dense(numClasses()).activation(SOFTMAX))))) {
            assertEquals(spec.with("laplace", true), spec.laplace());
        }
    }

    @Test
    void any_other_end_is_refused_by_the_name_of_its_block() {
        String where = "cars: for laplace the last layer of block output";
        refused(where + NUMBERS + "Dense(units=1, use_bias=false)", () -> ending(dense(1).useBias(false))
                .laplace());
        refused(where + NUMBERS + "Dense(units=1, activation=\"relu\")", () -> ending(dense(1).activation(RELU))
                .laplace());
        refused(where + NUMBERS + "Activation(activation=\"linear\")", () -> ending(
                        dense(1), activation(keras4j.activation.Activation.LINEAR))
                .laplace());
    }

    @Test
    void what_is_set_later_is_checked_as_well() {
        Spec spec = ending(dense(1).activation(arg("activation", keras4j.activation.Activation.LINEAR)))
                .laplace();
        refused(
                "cars: for laplace the last layer of block output" + NUMBERS + "Dense(units=1, activation=\"relu\")",
                () -> spec.with("output_activation", RELU));
    }

    @Test
    void several_sigmoid_units_are_no_probabilities_of_one_class() {
        refused(
                "pets: for laplace the last layer of block output" + CLASSES + "Dense(units=2, activation=\"sigmoid\")",
                () -> classifier("pets", input(), HIDDEN, output(dense(2).activation(SIGMOID)))
                        .laplace());
    }

    @Test
    void each_output_of_a_graph_is_checked_by_its_own_mode() {
        Block number = output(dense(1).activation(SIGMOID))
                .as("number")
                .mode(ModelMode.REGRESSOR)
                .from("hidden");
        Block pet = output().as("pet").from("hidden");
        refused(
                "both: for laplace the last layer of block number" + NUMBERS + "Dense(units=1, activation=\"sigmoid\")",
                () -> classifier("both", input(), HIDDEN.from("input"), number, pet)
                        .laplace());
    }
}
