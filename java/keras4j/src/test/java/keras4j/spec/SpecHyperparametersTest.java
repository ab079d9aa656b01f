package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.fineTuning;
import static keras4j.Models.input;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.GELU;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import keras4j.callback.Callbacks;
import keras4j.expr.Expr;
import keras4j.expr.Point;
import keras4j.optimizer.Optimizers;
import keras4j.regularizer.Regularizers;
import org.junit.jupiter.api.Test;

class SpecHyperparametersTest {
    private static final Block HIDDEN =
            block("hidden", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
    private static final Spec MLP = classifier("mlp", input(4), HIDDEN.as("hidden_1"), HIDDEN.as("hidden_2"), output());

    private static Spec of(keras4j.layer.Layer... layers) {
        return classifier("net", input(4), block("b", layers), output());
    }

    @Test
    void arguments_are_opened_by_their_names() {
        Spec open = MLP.with("num_hidden_1", between(1, 3))
                .with("hidden_1_units", between(64, 256))
                .with("hidden_1_rate", between(0.2, 0.4))
                .with("num_hidden_2", 0);
        assertEquals(
                List.of("num_hidden_1", "hidden_1_units", "hidden_1_rate"),
                open.hyperparameters().names());
        assertEquals("""
                num_hidden_1    between(1, 3)
                hidden_1_units  between(64, 256)
                hidden_1_rate   between(0.2, 0.4)""", open.hyperparameters().toString());
    }

    @Test
    void a_point_chooses_them_all() {
        Spec open = MLP.with("hidden_1_units", between(64, 256))
                .with("learn_rate", between(1e-4, 1e-1).log());
        Point point = Point.of("hidden_1_units", 64).with("learn_rate", 0.001);
        assertEquals(MLP.with("hidden_1_units", 64).learnRate(0.001), open.at(point));
        assertEquals(List.of(), open.at(point).hyperparameters().names());
    }

    @Test
    void an_open_value_in_a_layer_is_an_argument_named_as_where_it_stands() {
        Spec open = of(
                dense(between(64, 256))
                        .activation(oneOf(RELU, GELU))
                        .kernelRegularizer(
                                Regularizers.l2().l2(between(1e-5, 1e-2).log())),
                dropout(between(0.2, 0.4)));
        assertEquals(
                List.of("b_units", "b_activation", "b_kernel_regularizer_l2", "b_rate"),
                open.hyperparameters().names());
        assertEquals(
                List.of("b_rate"),
                open.with("b_units", 64)
                        .with("b_activation", GELU)
                        .with("b_kernel_regularizer_l2", 1e-3)
                        .hyperparameters()
                        .names());
    }

    @Test
    void lists_and_objects_and_their_arguments_may_be_open() {
        Spec open = of(conv2D(oneOf(8, 16), 3))
                .optimizer(Optimizers.rmsprop().rho(between(0.8, 0.99)))
                .callbacks(Callbacks.earlyStopping().patience(between(2, 5)));
        assertEquals(
                List.of("b_filters", "fit_callbacks_patience", "compile_optimizer_rho"),
                open.hyperparameters().names());
        Spec closed = open.at(
                Point.of("b_filters", 8).with("fit_callbacks_patience", 2).with("compile_optimizer_rho", 0.9));
        assertEquals(Optimizers.rmsprop().rho(0.9).expr(), closed.optimizer());
    }

    @Test
    void optimizers_are_chosen_by_value_or_by_name() {
        Spec typed = MLP.optimizer(oneOf(Optimizers.adam(), Optimizers.rmsprop()))
                .learnRate(between(0.001, 0.1).log());
        assertEquals(
                typed,
                MLP.with("compile_optimizer", oneOf("adam", "rmsprop"))
                        .learnRate(between(0.001, 0.1).log()));
        Spec closed =
                typed.at(Point.of("compile_optimizer", Optimizers.rmsprop()).with("learn_rate", 0.01));
        assertEquals(Optimizers.rmsprop().learningRate(0.01).expr(), closed.optimizer());
        assertEquals(
                "None",
                typed.arguments()
                        .named("learn_rate")
                        .standard()
                        .orElseThrow()
                        .toString()
                        .replace("null", "None"));
        refused(
                "mlp: learn_rate must be left out where the optimizer has a learning rate, got 0.1 and Adam(learning_rate=0.1)",
                () -> MLP.optimizer(oneOf(Optimizers.sgd(), Optimizers.adam().learningRate(0.1)))
                        .learnRate(0.1));
    }

    @Test
    void the_values_of_a_block_matter_only_where_it_is() {
        Spec open = MLP.with("num_hidden_2", between(0, 2)).with("hidden_2_units", between(8, 64));
        Point without = Point.of("num_hidden_2", 0);
        assertEquals(List.of("input", "hidden_1.dense", "hidden_1.dropout", "output"), layers(open.at(without)));
        refused(
                "point: names must be num_hidden_2, got hidden_2_units too",
                () -> open.at(without.with("hidden_2_units", 8)));
        refused(
                "point: hidden_2_units must be chosen from between(8, 64), got nothing",
                () -> open.at(Point.of("num_hidden_2", 1)));
        assertEquals(
                List.of(),
                MLP.with("num_hidden_2", 0)
                        .with("hidden_2_units", between(8, 64))
                        .hyperparameters()
                        .names());
    }

    private static List<String> layers(Spec spec) {
        return List.copyOf(spec.program(new int[] {4}, 3).layers().keySet());
    }

    @Test
    void conditions_may_be_on_values_and_on_arguments_that_are_set() {
        Spec open = MLP.with("compile_optimizer", oneOf("sgd", "adam"))
                .with("fit_batch_size", between(16, 64).when("compile_optimizer", Optimizers.sgd()))
                .with("hidden_1_units", between(8, 16).when("fit_epochs", between(5, 9)))
                .epochs(3);
        assertEquals(
                List.of("fit_batch_size", "compile_optimizer"),
                sorted(open.hyperparameters().names()));
        assertEquals(
                Expr.of(16),
                open.at(Point.of("compile_optimizer", Optimizers.adam()))
                        .settings()
                        .get("fit_batch_size"));
        refused(
                "mlp: when must name an argument or a hyperparameter, got fit_epoch; did you mean fit_epochs?",
                () -> MLP.with("hidden_1_units", between(8, 16).when("fit_epoch", 1))
                        .hyperparameters());
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted(java.util.Comparator.reverseOrder()).toList();
    }

    @Test
    void values_of_one_name_are_chosen_together() {
        var units = between(64, 256).as("units");
        Spec open = MLP.with("hidden_1_units", units).with("hidden_2_units", units);
        assertEquals(List.of("units"), open.hyperparameters().names());
        assertEquals(MLP.with("hidden_1_units", 64).with("hidden_2_units", 64), open.at(Point.of("units", 64)));
        refused(
                "mlp: hyperparameters of one name must be equal, and be given it with as(...), got units as"
                        + " between(64, 256).as(\"units\") and as between(1, 2).as(\"units\")",
                () -> open.with("fit_epochs", between(1, 2).as("units")).hyperparameters());
    }

    @Test
    void copies_of_a_block_may_differ() {
        Spec open = MLP.with("num_hidden_1", between(1, 3))
                .with("hidden_1_units", 32)
                .with("hidden_1.2_units", between(8, 64))
                .with("hidden_1.3_units", 4);
        assertEquals(
                "hidden_1.2_units between(8, 64), when num_hidden_1 in between(2, 3)",
                open.hyperparameters().values().get(1).toString());
        String python = open.at(Point.of("num_hidden_1", 3).with("hidden_1.2_units", 16))
                .program()
                .source();
        assertEquals(List.of("32", "16", "4"), units(python).subList(0, 3));
        assertEquals(
                List.of("32"),
                units(open.at(Point.of("num_hidden_1", 1))
                                .with("num_hidden_2", 0)
                                .program()
                                .source())
                        .subList(0, 1));
        refused(
                "mlp: argument must be one of arguments(), got hidden_1.2_unit; did you mean hidden_1.2_units?",
                () -> open.with("hidden_1.2_unit", 3));
    }

    private static List<String> units(String python) {
        return java.util.regex.Pattern.compile("Dense\\((\\d+)")
                .matcher(python)
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    @Test
    void what_is_open_is_not_built() {
        Spec open = MLP.with("hidden_1_units", between(64, 256)).with("hidden_2_rate", between(0.1, 0.2));
        String message = "mlp: hyperparameters must be chosen with at(point) first, got hidden_1_units, hidden_2_rate";
        refused(message, open::program);
        refused(message, () -> open.program(new int[] {4}, 3));
        refused(message, open::optimizer);
        refused(message, open::requireClosed);
        assertEquals(MLP, MLP.requireClosed());
        refused("later: fit_epochs must be chosen already, got between(1, 3)", () -> fineTuning("later")
                .epochs(between(1, 3)));
    }

    @Test
    void ranges_must_suit_the_argument() {
        refused("Dense: units must be at least 1, got 0", () -> dense(between(0, 8)));
        refused("mlp: hidden_1_units must be at least 1, got 0", () -> MLP.with("hidden_1_units", between(0, 8)));
        refused(
                "hidden_1_rate: range must be of real numbers, as between(0.0, 1.0), got between(0, 1)",
                () -> MLP.with("hidden_1_rate", between(0, 1)));
        refused(
                "mlp: hidden_1_units must be a whole number, got between(0.5, 1.5)",
                () -> MLP.with("hidden_1_units", between(0.5, 1.5)));
        refused(
                "point: hidden_1_units must be chosen from between(64, 256), got 512",
                () -> MLP.with("hidden_1_units", between(64, 256)).at(Point.of("hidden_1_units", 512)));
    }

    @Test
    void one_argument_twice_in_a_block_needs_names() {
        refused(
                "block b: hyperparameters must have distinct names, got units twice; write arg(\"...\", between(1, 9))",
                () -> of(dense(between(1, 9)), dense(between(1, 9))));
        assertEquals(
                List.of("b_first", "b_units"),
                of(dense(arg("first", between(1, 9))), dense(between(1, 9)))
                        .hyperparameters()
                        .names());
    }

    @Test
    void json_keeps_what_is_open() throws Exception {
        Spec open = of(
                        dense(between(64, 256).log()),
                        dropout(between(0.2, 0.4).as("rate").when("b_units", 64)))
                .with("num_b", oneOf(1, 3));
        ObjectMapper json = new ObjectMapper();
        assertEquals(open, json.readValue(json.writeValueAsString(open), Spec.class));
        assertEquals(
                "{\"between\":[64,256],\"log\":true}",
                between(64, 256).log().expr().json().toString());
        assertEquals(
                "{\"one_of\":[1,3],\"as\":\"n\",\"when\":{\"m\":{\"between\":[0.5,1.0]}}}",
                oneOf(1, 3).as("n").when("m", between(0.5, 1.0)).expr().json().toString());
    }
}
