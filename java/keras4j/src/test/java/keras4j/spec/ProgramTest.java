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
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.maxPooling2D;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.callback.Callbacks;
import keras4j.code.Program;
import keras4j.initializer.Initializers;
import keras4j.metric.Metrics;
import keras4j.optimizer.Optimizers;
import keras4j.regularizer.Regularizers;
import keras4j.schedule.Schedules;
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
    void a_block_is_left_out_at_zero_and_repeated_at_n() {
        Spec none = MNIST.with("num_hidden_1", 0).with("num_hidden_2", 3);
        List<String> layers =
                List.copyOf(none.program(new int[] {784}, 10).layers().keySet());
        assertEquals(
                List.of(
                        "input",
                        "hidden_2.dense",
                        "hidden_2.dropout",
                        "hidden_2.2.dense",
                        "hidden_2.2.dropout",
                        "hidden_2.3.dense",
                        "hidden_2.3.dropout",
                        "output"),
                layers);
    }

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
                        optimizer=keras.optimizers.RMSprop(), loss="categorical_crossentropy", metrics=["accuracy"]
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

    @Test
    void what_only_the_data_tell_is_a_parameter() {
        assertEquals("""
                import keras


                def build(input_shape, num_classes):
                    model = keras.Sequential(
                        [
                            keras.Input(shape=input_shape, name="input"),
                            keras.layers.Dense(num_classes, activation="softmax", name="output"),
                        ],
                        name="net",
                    )
                    model.compile(
                        optimizer=keras.optimizers.Adam(learning_rate=0.01),
                        loss="binary_crossentropy" if num_classes == 2 else "categorical_crossentropy",
                        metrics=["accuracy"],
                    )
                    return model


                def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
                    return model.fit(
                        x,
                        y,
                        validation_data=validation_data,
                        sample_weight=sample_weight,
                        callbacks=[*callbacks],
                        verbose=0,
                    )
                """, classifier("net", input(), output()).program().source());
    }

    @Test
    void parameters_that_must_be_given_come_by_name_behind_a_fixed_shape() {
        assertEquals("def build(input_shape=(784,), *, num_classes):", line(MNIST.program(), 4));
        assertEquals("def build(input_shape=(784,), num_classes=10):", line(MNIST.program(new int[] {784}, 10), 4));
        Spec cars = regressor("cars", input(), output());
        assertEquals("def build(input_shape):", line(cars.program(), 4));
        assertEquals("def build(input_shape=(10,)):", line(cars.program(new int[] {10}, (Integer) null), 4));
    }

    @Test
    void a_regressor_with_everything_set() {
        Spec spec = regressor(
                        "cars",
                        input(),
                        block(
                                "hidden",
                                dense(32)
                                        .activation(RELU)
                                        .kernelInitializer(Initializers.heNormal())
                                        .kernelRegularizer(Regularizers.l2().l2(arg("l2", 0.001)))),
                        output())
                .optimizer(Optimizers.adamW()
                        .learningRate(Schedules.cosineDecay(0.01, 1000).warmupSteps(10)))
                .metrics(Metrics.rootMeanSquaredError(), Metrics.meanAbsoluteError())
                .callbacks(Callbacks.earlyStopping().monitor("loss").patience(3), Callbacks.terminateOnNaN())
                .shuffle(false)
                .verbose(2)
                .stepsPerExecution(4)
                .jitCompile(true);
        assertEquals("""
                import keras


                def build(input_shape=(10,)):
                    model = keras.Sequential(
                        [
                            keras.Input(shape=input_shape, name="input"),
                            keras.layers.Dense(
                                32,
                                activation="relu",
                                kernel_initializer=keras.initializers.HeNormal(),
                                kernel_regularizer=keras.regularizers.L2(l2=0.001),
                                name="hidden",
                            ),
                            keras.layers.Dense(1, name="output"),
                        ],
                        name="cars",
                    )
                    model.compile(
                        optimizer=keras.optimizers.AdamW(
                            learning_rate=keras.optimizers.schedules.CosineDecay(0.01, 1000, warmup_steps=10)
                        ),
                        loss="mean_squared_error",
                        metrics=[keras.metrics.RootMeanSquaredError(), keras.metrics.MeanAbsoluteError()],
                        steps_per_execution=4,
                        jit_compile=True,
                    )
                    return model


                def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
                    return model.fit(
                        x,
                        y,
                        shuffle=False,
                        validation_data=validation_data,
                        sample_weight=sample_weight,
                        callbacks=[
                            keras.callbacks.EarlyStopping(monitor="loss", patience=3),
                            keras.callbacks.TerminateOnNaN(),
                            *callbacks,
                        ],
                        verbose=2,
                    )
                """, spec.program(new int[] {10}, (Integer) null).source());
    }

    @Test
    void layers_are_named_after_their_block_copy_and_kind() {
        Spec net = classifier(
                        "net",
                        input(),
                        block("conv", conv2D(8, 3), conv2D(8, 3), maxPooling2D()),
                        block("gone", dense(1)),
                        block("flat", flatten()),
                        block("one", dense(2)),
                        output())
                .with("num_conv", 2)
                .with("num_gone", 0)
                .with("num_one", 3);
        Program program = net.program(new int[] {28, 28, 1}, 10);
        List<String> names = List.of(
                "input",
                "conv.conv2d",
                "conv.conv2d_2",
                "conv.max_pooling2d",
                "conv.2.conv2d",
                "conv.2.conv2d_2",
                "conv.2.max_pooling2d",
                "flat",
                "one",
                "one.2",
                "one.3",
                "output");
        assertEquals(
                names,
                program.lines().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(line -> line.getValue().layer())
                        .toList());
        assertEquals(names, List.copyOf(program.layers().keySet()));
        assertEquals("conv", program.layers().get("conv.2.conv2d_2"));
    }

    @Test
    void every_line_of_a_layer_knows_its_layer_and_block() {
        Spec net = regressor(
                "net",
                input(),
                block("b", dense(1).kernelInitializer(Initializers.heNormal()).biasInitializer(Initializers.ones())),
                output());
        Program program = net.program();
        assertEquals("net.py", program.fileName());
        List<String> lines = program.source().lines().toList();
        for (int line = 1; line <= lines.size(); line++) {
            boolean inside = line >= 8 && line <= 13;
            assertEquals(
                    inside ? Optional.of("b") : Optional.empty(),
                    program.placeAt(line).map(Program.Place::block).filter("b"::equals));
        }
        assertTrue(lines.get(7).contains("Dense("));
        assertEquals("            ),", lines.get(12));
        assertEquals(Optional.empty(), program.placeAt(1));
        assertEquals(Optional.of(new Program.Place("output", "output")), program.placeAt(14));
    }

    @Test
    void two_classes_may_end_in_one_sigmoid_unit() {
        Spec net = classifier("net", input(), output(dense(1).activation(SIGMOID)));
        String source = net.program(new int[] {4}, 2).source();
        assertTrue(source.contains("keras.layers.Dense(1, activation=\"sigmoid\", name=\"output\")"));
        assertTrue(source.contains("loss=\"binary_crossentropy\""));
    }

    @Test
    void class_weights_go_by_the_number_of_the_level() {
        Spec net = classifier("net", input(), output(dense(numClasses()).activation(SOFTMAX)))
                .classWeight(Map.of("yes", 2.0));
        String source =
                net.program(List.of(List.of(4)), List.of(List.of("no", "yes"))).source();
        assertTrue(source.contains("class_weight={1: 2.0},"));
        assertTrue(net.program().source().contains("class_weight={\"yes\": 2.0},"), "levels are not known yet");
        assertTrue(net.with("fit_class_weight", Map.of(0, 3))
                .program(new int[] {4}, 2)
                .source()
                .contains("class_weight={0: 3},"));
        refused(
                "net: fit_class_weight must name levels, which are no, yess, got yes; did you mean yess?",
                () -> net.program(List.of(List.of(4)), List.of(List.of("no", "yess"))));
        refused(
                "net: fit_class_weight must name levels, which are not known here, got yes",
                () -> net.program(new int[] {4}, 2));
        refused(
                "net: fit_class_weight must number classes from 0 to 1, got 2",
                () -> net.with("fit_class_weight", Map.of(2, 1.0)).program(new int[] {4}, 2));
    }

    @Test
    void data_that_do_not_suit_the_spec_are_refused() {
        Spec cars = regressor("cars", input(), output());
        refused("mnist_mlp: input shape must be (784,), got (28, 28)", () -> MNIST.program(new int[] {28, 28}, 10));
        refused("mnist_mlp: number of classes must be at least 2, got 1", () -> MNIST.program(new int[] {784}, 1));
        refused(
                "mnist_mlp: number of classes must be at least 2, got null",
                () -> MNIST.program(List.of(List.of(784)), List.of(List.of())));
        refused("cars: number of classes must be left out of a regressor, got 2", () -> cars.program(new int[] {4}, 2));
    }

    private static String line(Program program, int line) {
        return program.source().lines().toList().get(line - 1);
    }

    @Test
    void a_dtype_policy_is_set_before_the_layers_and_the_last_one_gives_float32() {
        Spec spec = regressor("half", input(3), block("hidden", dense(4), dropout(0.1)), output(dense(4), dense(1)));
        String source =
                spec.seed(1).dtypePolicy(DTypePolicy.MIXED_BFLOAT16).program().source();
        assertTrue(source.contains("""
                    keras.utils.set_random_seed(1)
                    keras.config.set_dtype_policy("mixed_bfloat16")
                    model = keras.Sequential(
                        [
                            keras.Input(shape=input_shape, name="input"),
                            keras.layers.Dense(4, name="hidden.dense"),
                            keras.layers.Dropout(0.1, name="hidden.dropout"),
                            keras.layers.Dense(4, name="output.dense"),
                            keras.layers.Dense(1, dtype="float32", name="output.dense_2"),
                """.indent(0).stripTrailing()), source);
        assertEquals(spec.program(), spec.dtypePolicy(DTypePolicy.FLOAT32).program());
        assertEquals(spec.with("dtype_policy", "float16"), spec.dtypePolicy(DTypePolicy.FLOAT16));
        refused(
                "half: dtype_policy must be one of float32, mixed_bfloat16, mixed_float16, bfloat16, float16, got"
                        + " \"float8\"; did you mean float16?",
                () -> spec.with("dtype_policy", "float8"));
    }

    @Test
    void an_exit_with_a_type_of_its_own_keeps_it() {
        Spec spec =
                regressor("half", input(3), output(dense(1).dtype("float16"))).dtypePolicy(DTypePolicy.FLOAT16);
        assertTrue(spec.program().source().contains("keras.layers.Dense(1, dtype=\"float16\", name=\"output\")"));
    }

    @Test
    void the_layers_of_a_frozen_block_are_not_trainable() {
        Spec spec = regressor(
                "cold", input(3), block("hidden", dense(4), dropout(0.1)).frozen(), output());
        assertTrue(spec.program().source().contains("""
                    model.get_layer("hidden.dense").trainable = False
                    model.get_layer("hidden.dropout").trainable = False
                    model.compile(
                """), spec.program().source());
        refused("block output: layers must be given to be frozen, got none", () -> output().frozen());
    }
}
