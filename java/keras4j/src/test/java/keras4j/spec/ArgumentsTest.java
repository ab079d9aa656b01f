package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Refused.refused;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keras4j.expr.Expr;
import keras4j.initializer.Initializers;
import keras4j.optimizer.Optimizers;
import keras4j.spec.Arguments.Argument;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final Block HIDDEN = block("hidden", dense(arg("units", 128)), dropout(arg("rate", 0.1)));
    private static final Spec MLP = classifier("mlp", input(), HIDDEN.as("hidden_1"), HIDDEN.as("hidden_2"), output());

    @Test
    void they_print_in_order_one_a_line() {
        assertEquals("""
                num_input                    1
                num_hidden_1                 1
                num_hidden_2                 1
                num_output                   1
                hidden_1_units               256 (default 128)
                hidden_1_rate                0.1
                hidden_2_units               128
                hidden_2_rate                0.1
                learn_rate                   0.01
                fit_batch_size               null
                fit_epochs                   30 (default 1)
                fit_callbacks                null
                fit_validation_split         0.0
                fit_validation_data          null
                fit_shuffle                  true
                fit_class_weight             null
                fit_sample_weight            null
                fit_initial_epoch            0
                fit_steps_per_epoch          null
                fit_validation_steps         null
                fit_validation_batch_size    null
                fit_validation_freq          1
                fit_verbose                  0
                compile_optimizer            Adam(learning_rate=0.01)
                compile_loss                 by the number of classes
                compile_metrics              ["accuracy"]
                compile_loss_weights         null
                compile_weighted_metrics     null
                compile_run_eagerly          false
                compile_steps_per_execution  1
                compile_jit_compile          "auto"
                compile_auto_scale_loss      true
                dtype_policy                 "float32"
                laplace                      false""", MLP.with("hidden_1_units", 256).epochs(30).arguments().toString());
    }

    @Test
    void one_is_asked_for_by_its_name() {
        Argument units = MLP.with("hidden_1_units", 256).arguments().named("hidden_1_units");
        assertEquals(Optional.of(Expr.of(256)), units.value());
        assertEquals(Optional.of(Expr.of(128)), units.standard());
        assertEquals("hidden_1_units=256 (default 128)", units.toString());
        assertEquals(
                Optional.of(Expr.of(128)),
                MLP.arguments().named("hidden_2_units").value());
        assertEquals(Optional.empty(), MLP.arguments().named("compile_loss").value());
        refused(
                "arguments: name must be one of the spec's, got hidden_1_unit; did you mean hidden_1_units?",
                () -> MLP.arguments().named("hidden_1_unit"));
    }

    @Test
    void args_deep_inside_a_layer_are_found() {
        Spec spec = regressor(
                "r",
                input(),
                block(
                        "b",
                        dense(1).kernelInitializer(
                                        arg("init", Initializers.randomNormal().stddev(arg("sd", 0.1))))),
                output());
        assertEquals(List.of("b_init", "b_sd"), spec.arguments().names().subList(3, 5));
        String open = "kernel_initializer=keras.initializers.RandomNormal(stddev=0.5)";
        assertTrue(spec.with("b_sd", 0.5).program().source().contains(open));
    }

    @Test
    void the_defaults_of_a_regressor_are_its_own() {
        Arguments arguments = regressor("r", input(), output()).arguments();
        assertEquals(
                "compile_loss=\"mean_squared_error\"",
                arguments.named("compile_loss").toString());
        assertEquals(
                "compile_metrics=[\"mean_absolute_error\"]",
                arguments.named("compile_metrics").toString());
    }

    @Test
    void the_default_learning_rate_is_that_of_the_optimizer() {
        assertEquals("learn_rate=0.001", rate(MLP.optimizer(Optimizers.rmsprop())));
        assertEquals("learn_rate=0.5", rate(MLP.optimizer(Optimizers.rmsprop().learningRate(0.5))));
        assertEquals("learn_rate=0.5 (default 0.01)", rate(MLP.learnRate(0.5)));
        assertEquals(
                "compile_optimizer=Adam(learning_rate=0.5)",
                MLP.learnRate(0.5).arguments().named("compile_optimizer").toString());
    }

    private static String rate(Spec spec) {
        return spec.arguments().named("learn_rate").toString();
    }
}
