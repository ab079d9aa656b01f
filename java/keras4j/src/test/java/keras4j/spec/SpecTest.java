package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.numClasses;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.activation.Activation.SOFTMAX;
import static keras4j.layer.Layers.bidirectional;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.gru;
import static keras4j.layer.Layers.lstm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import keras4j.callback.Callbacks;
import keras4j.optimizer.Optimizers;
import keras4j.schedule.Schedules;
import org.junit.jupiter.api.Test;

class SpecTest {
    private static final Block HIDDEN =
            block("hidden", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
    private static final Spec MLP = classifier("mlp", input(), HIDDEN, output());
    private static final Spec CARS = regressor("cars", input(), HIDDEN, output());

    @Test
    void a_spec_is_a_value() {
        Spec one = MLP.epochs(3).with("hidden_units", 4).seed(1);
        Spec other = MLP.seed(1).with("hidden_units", 4).with("fit_epochs", 3);
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertEquals(one.json(), other.json(), "whatever the order of setting");
        assertEquals(one.program().source(), other.program().source());
        assertNotEquals(one, one.epochs(4));
        assertNotEquals(one, one.seed(2));
        assertNotEquals(one, one.as("other"));
    }

    @Test
    void an_output_without_layers_is_what_suits_the_outcome() {
        assertEquals(
                classifier("mlp", input(), HIDDEN, output(dense(numClasses()).activation(SOFTMAX))), MLP);
        assertEquals(regressor("cars", input(), HIDDEN, output(dense(1))), CARS);
    }

    @Test
    void it_prints_on_one_line_the_name_first() {
        assertEquals("mlp: classifier of input, hidden, output", MLP.toString());
        assertEquals(
                "cars: regressor of input, hidden, output; fit_epochs=3",
                CARS.epochs(3).toString());
        assertEquals(
                "mlp: classifier of input, hidden, output; hidden_units=4, hidden_rate=0.25, f...",
                MLP.with("hidden_units", 4).with("hidden_rate", 0.25).epochs(3).toString());
    }

    @Test
    void an_optimizer_is_taken_as_it_is_and_without_one_it_is_adam() {
        assertEquals("Adam(learning_rate=0.01)", MLP.optimizer().toString());
        assertEquals("Adam(learning_rate=0.5)", MLP.learnRate(0.5).optimizer().toString());
        assertEquals("SGD()", MLP.optimizer(Optimizers.sgd()).optimizer().toString());
        assertEquals(
                "SGD(learning_rate=0.5, momentum=0.9)",
                MLP.learnRate(0.5)
                        .optimizer(Optimizers.sgd().momentum(0.9))
                        .optimizer()
                        .toString());
        assertEquals(
                "RMSprop(learning_rate=0.5)",
                MLP.optimizer("rmsprop").learnRate(0.5).optimizer().toString());
        assertEquals("AdamW()", MLP.optimizer("adamw").optimizer().toString());
    }

    @Test
    void two_learning_rates_are_refused() {
        refused(
                "mlp: learn_rate must be left out where the optimizer has a learning rate,"
                        + " got 0.2 and Adam(learning_rate=0.1)",
                () -> MLP.optimizer(Optimizers.adam().learningRate(0.1)).learnRate(0.2));
        refused(
                "mlp: learn_rate must be left out where the optimizer has a learning rate,"
                        + " got 0.2 and SGD(learning_rate=CosineDecay(initial_learning_rate=0.1, decay_steps=10))",
                () -> MLP.learnRate(0.2).optimizer(Optimizers.sgd().learningRate(Schedules.cosineDecay(0.1, 10))));
    }

    @Test
    void the_loss_suits_the_outcome_unless_it_is_set() {
        assertTrue(MLP.program(new int[] {4}, 2).source().contains("loss=\"binary_crossentropy\""));
        assertTrue(MLP.program(new int[] {4}, 3).source().contains("loss=\"categorical_crossentropy\""));
        assertTrue(CARS.program().source().contains("loss=\"mean_squared_error\""));
        assertTrue(CARS.loss("mae").program().source().contains("loss=\"mae\""));
    }

    @Test
    void unknown_arguments_are_refused_with_the_nearest_right_name() {
        refused(
                "mlp: argument must be one of arguments(), got hiden_units; did you mean hidden_units?",
                () -> MLP.with("hiden_units", 3));
        refused("mlp: argument must be one of arguments(), got depth", () -> MLP.with("depth", 3));
    }

    @Test
    void values_that_do_not_suit_are_refused() {
        refused("mlp: hidden_units must be a whole number, got 2.5", () -> MLP.with("hidden_units", 2.5));
        refused("mlp: hidden_units must be at least 1, got 0", () -> MLP.with("hidden_units", 0));
        refused("mlp: hidden_rate must be between 0 and 1, got 1.5", () -> MLP.with("hidden_rate", 1.5));
        refused("mlp: fit_epochs must be at least 1, got 0", () -> MLP.epochs(0));
        refused("mlp: fit_validation_split must be at least 0 and below 1, got 1.0", () -> MLP.validationSplit(1));
        refused("mlp: fit_class_weight must be at least 0, got -1.0", () -> MLP.classWeight(Map.of("a", -1.0)));
        refused("mlp: learn_rate must be at least 0, got -1.0", () -> MLP.learnRate(-1));
        refused(
                "mlp: compile_loss must be a loss, got \"mean_squared_eror\"; did you mean mean_squared_error?",
                () -> MLP.loss("mean_squared_eror"));
        refused(
                "mlp: compile_optimizer must be an optimizer, got \"adm\"; did you mean adam?",
                () -> MLP.optimizer("adm"));
        refused(
                "mlp: compile_metrics must be a list of metrics, got [\"acuracy\"]; did you mean accuracy?",
                () -> MLP.metrics("acuracy"));
        refused("mlp: fit_callbacks must be a list of callbacks, got \"x\"", () -> MLP.with("fit_callbacks", "x"));
        refused("mlp: seed must be between 0 and 4294967295, got -1", () -> MLP.seed(-1));
        refused("mlp: seed must be between 0 and 4294967295, got 4294967296", () -> MLP.seed(1L << 32));
    }

    @Test
    void counts_of_blocks_are_whole_numbers_and_only_hidden_ones_have_a_choice() {
        refused("mlp: num_hidden must be between 0 and 1000, got -1", () -> MLP.with("num_hidden", -1));
        refused("mlp: num_hidden must be a whole number, got 1.5", () -> MLP.with("num_hidden", 1.5));
        refused("mlp: num_input must be 1, got 0", () -> MLP.with("num_input", 0));
        refused("mlp: num_output must be 1, got 2", () -> MLP.with("num_output", 2));
        assertEquals(MLP.with("num_input", 1).program().source(), MLP.program().source());
    }

    @Test
    void data_do_not_belong_in_a_spec() {
        refused(
                "mlp: fit_validation_data must come with the data, as in keras.fit(spec, examples), got it in the spec",
                () -> MLP.with("fit_validation_data", 1));
        refused(
                "mlp: fit_sample_weight must come with the data, as in keras.fit(spec, examples), got it in the spec",
                () -> MLP.with("fit_sample_weight", List.of(1.0)));
    }

    @Test
    void an_arg_belongs_in_a_block() {
        refused(
                "mlp: compile_optimizer must be a value, since args are allowed in blocks only, got arg(\"rate\", 0.1)",
                () -> MLP.optimizer(Optimizers.adam().learningRate(arg("rate", 0.1))));
    }

    @Test
    void a_regressor_has_no_classes() {
        refused(
                "cars: fit_class_weight must be left out of a regressor, got one",
                () -> CARS.classWeight(Map.of("a", 1.0)));
        refused(
                "cars: layers must not use the number of classes in a regressor, got numClasses()",
                () -> regressor("cars", input(), output(dense(numClasses()))));
    }

    @Test
    void blocks_stand_in_order() {
        refused("m: blocks must be input(), then any others, then output(), got none", () -> classifier("m"));
        refused(
                "m: blocks must be input(), then any others, then output(), got hidden, output",
                () -> classifier("m", HIDDEN, output()));
        refused(
                "m: blocks must be input(), then any others, then output(), got input, hidden",
                () -> classifier("m", input(), HIDDEN));
        refused(
                "m: block output must say in from(...) which blocks it takes, got no from in a graph",
                () -> classifier("m", input(), input().as("again"), output()));
        refused(
                "m: block names must differ, got hidden twice",
                () -> classifier("m", input(), HIDDEN, HIDDEN, output()));
        refused(
                "spec: name must be a letter followed by letters, digits and _, at most 64 characters, got \"my mlp\"",
                () -> classifier("my mlp", input(), output()));
    }

    @Test
    void generated_names_that_collide_are_refused() {
        refused(
                "m: argument names must differ, got dense_layer_units from block dense, arg layer_units"
                        + " and from block dense_layer, arg units",
                () -> classifier(
                        "m",
                        input(),
                        block("dense", dense(arg("layer_units", 1))),
                        block("dense_layer", dense(arg("units", 1))),
                        output()));
        refused(
                "m: argument names must differ, got learn_rate from block learn, arg rate and from the optimizer",
                () -> classifier("m", input(), block("learn", dropout(arg("rate", 0.1))), output()));
        refused(
                "m: argument names must differ, got num_output from block output and from block num, arg output",
                () -> classifier("m", input(), block("num", dense(arg("output", 1))), output()));
    }

    @Test
    void an_arg_that_stands_twice_has_one_default_and_suits_both_places() {
        refused(
                "block b: arg u must have one default, got 1 and 2",
                () -> classifier("m", input(), block("b", dense(arg("u", 1)), dense(arg("u", 2))), output()));
        Spec shared = regressor("m", input(), block("b", dense(arg("u", 1)), dense(arg("u", 1))), output());
        assertEquals(
                1, shared.arguments().names().stream().filter("b_u"::equals).count());
        refused("m: b_u must be at least 1, got 0", () -> shared.with("b_u", 0));
    }

    @Test
    void a_callback_and_a_schedule_do_not_both_set_the_learning_rate() {
        Spec scheduled = MLP.optimizer(Optimizers.sgd().learningRate(Schedules.cosineDecay(0.1, 10)));
        refused(
                "mlp: fit_callbacks must leave the learning rate to the optimizer's schedule, got"
                        + " ReduceLROnPlateau(patience=2) and CosineDecay(initial_learning_rate=0.1, decay_steps=10);"
                        + " give the optimizer a number, or leave the callback out",
                () -> scheduled.callbacks(Callbacks.reduceLROnPlateau().patience(2)));
        Spec reduced = MLP.callbacks(Callbacks.earlyStopping(), Callbacks.reduceLROnPlateau());
        refused(
                "mlp: fit_callbacks must leave the learning rate to the optimizer's schedule, got"
                        + " ReduceLROnPlateau() and CosineDecay(initial_learning_rate=0.1, decay_steps=10);"
                        + " give the optimizer a number, or leave the callback out",
                () -> reduced.with(
                        "compile_optimizer",
                        oneOf(Optimizers.adam(), Optimizers.sgd().learningRate(Schedules.cosineDecay(0.1, 10)))));
        assertEquals(
                2,
                reduced.optimizer(Optimizers.sgd().learningRate(0.1)).settings().size());
    }

    @Test
    void a_stateful_layer_is_refused_wherever_it_stands() {
        refused(
                "read: block lstm must not be stateful, as rows would depend on those before, got LSTM(units=4, stateful=true);"
                        + " returnState(true) gives the states, and call(\"initial_state\", ...) takes them",
                () -> regressor("read", input(5, 2), block("lstm", lstm(4).stateful(true)), output()));
        refused(
                "read: block both must not be stateful, as rows would depend on those before, got GRU(units=4, stateful=true);"
                        + " returnState(true) gives the states, and call(\"initial_state\", ...) takes them",
                () -> regressor("read", input(5, 2), block("both", bidirectional(gru(4).stateful(true))), output()));
        Spec open = regressor("read", input(5, 2), block("lstm", lstm(4).stateful(arg("kept", false))), output());
        refused(
                "read: block lstm must not be stateful, as rows would depend on those before, got LSTM(units=4, stateful=true);"
                        + " returnState(true) gives the states, and call(\"initial_state\", ...) takes them",
                () -> open.with("lstm_kept", true));
        Spec repeated = classifier("copied", input(), block("hidden", dense(4)), output());
        assertEquals(
                List.of("num_hidden"),
                repeated.with("num_hidden", between(1, 3)).hyperparameters().names());
    }
}
