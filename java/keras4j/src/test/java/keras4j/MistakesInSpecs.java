package keras4j;

import static keras4j.MistakeScene.zeros;
import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;

import java.util.List;
import keras4j.optimizer.Optimizers;

/** Mistakes in the description of a network and its training. */
final class MistakesInSpecs {
    private MistakesInSpecs() {}

    static List<Mistake> of(MistakeScene scene) {
        Keras keras = scene.keras;
        var tiny = scene.tiny;
        return List.of(
                new Mistake("negative epochs", "tiny: fit_epochs must be at least 1, got -1", () -> tiny.epochs(-1)),
                new Mistake("no epochs", "tiny: fit_epochs must be at least 1, got 0", () -> tiny.epochs(0)),
                new Mistake(
                        "epochs in words",
                        "tiny: fit_epochs must be a whole number, got \"ten\"",
                        () -> tiny.with("fit_epochs", "ten")),
                new Mistake(
                        "no rows in a batch",
                        "tiny: fit_batch_size must be at least 1, got 0",
                        () -> tiny.batchSize(0)),
                new Mistake(
                        "a validation split of one",
                        "tiny: fit_validation_split must be at least 0 and below 1, got 1.0",
                        () -> tiny.validationSplit(1.0)),
                new Mistake(
                        "a negative validation split",
                        "tiny: fit_validation_split must be at least 0 and below 1, got -0.1",
                        () -> tiny.validationSplit(-0.1)),
                new Mistake(
                        "a validation split that is NaN",
                        "tiny: fit_validation_split must be at least 0 and below 1, got NaN",
                        () -> tiny.validationSplit(Double.NaN)),
                new Mistake(
                        "a negative learning rate",
                        "tiny: learn_rate must be at least 0, got -0.1",
                        () -> tiny.learnRate(-0.1)),
                new Mistake(
                        "a learning rate that is NaN",
                        "tiny: learn_rate must be at least 0, got NaN",
                        () -> tiny.learnRate(Double.NaN)),
                new Mistake(
                        "an optimizer's rate that is negative",
                        "SGD: learning_rate must be at least 0, got -1.0",
                        () -> Optimizers.sgd().learningRate(-1.0)),
                new Mistake(
                        "a first epoch after the last",
                        "tiny: fit_initial_epoch must be below fit_epochs, which is 2, got 5",
                        () -> keras.fit(tiny.initialEpoch(5), zeros(2, 3), zeros(2))),
                new Mistake(
                        "no steps in an epoch",
                        "tiny: fit_steps_per_epoch must be at least 1, got 0",
                        () -> tiny.stepsPerEpoch(0)),
                new Mistake(
                        "a way of printing that there is not",
                        "tiny: fit_verbose must be between 0 and 2, got 7",
                        () -> tiny.verbose(7)),
                new Mistake("a layer without units", "Dense: units must be at least 1, got 0", () -> dense(0)),
                new Mistake("a layer of negative units", "Dense: units must be at least 1, got -4", () -> dense(-4)),
                new Mistake("a rate above one", "Dropout: rate must be between 0 and 1, got 1.5", () -> dropout(1.5)),
                new Mistake(
                        "a rate that is NaN",
                        "Dropout: rate must be between 0 and 1, got NaN",
                        () -> dropout(Double.NaN)),
                new Mistake("a kernel of nothing", "Conv2D: kernel_size must be at least 1, got 0", () -> conv2D(4, 0)),
                new Mistake(
                        "an argument of a block out of range", "r: h_units must be at least 1, got -1", () -> regressor(
                                        "r", input(), block("h", dense(arg("units", 8))), output())
                                .with("h_units", -1)),
                new Mistake(
                        "an unknown argument",
                        "tiny: argument must be one of arguments(), got fit_epoch; did you mean fit_epochs?",
                        () -> tiny.with("fit_epoch", 3)),
                new Mistake(
                        "a negative number of copies",
                        "tiny: num_hidden must be between 0 and 1000, got -1",
                        () -> tiny.with("num_hidden", -1)),
                new Mistake(
                        "an unknown activation",
                        "Dense: activation must be an activation or a layer, got \"rellu\"; did you mean relu?",
                        () -> layer("keras.layers.Dense").with("units", 3).with("activation", "rellu")),
                new Mistake(
                        "an unknown loss",
                        "tiny: compile_loss must be a loss, got \"mean_sqared_error\"; did you mean mean_squared_error?",
                        () -> tiny.with("compile_loss", "mean_sqared_error")),
                new Mistake(
                        "an unknown metric",
                        "tiny: compile_metrics must be a list of metrics, got [\"mean_absolut_error\"]; did you mean mean_absolute_error?",
                        () -> tiny.with("compile_metrics", List.of("mean_absolut_error"))),
                new Mistake(
                        "an unknown optimizer",
                        "tiny: compile_optimizer must be an optimizer, got \"adamm\"; did you mean adam?",
                        () -> tiny.with("compile_optimizer", "adamm")),
                new Mistake(
                        "an unknown layer",
                        "catalogue: symbol must be one that Keras 3.15.1 has, got keras.layers.Dence; did you mean keras.layers.Dense?",
                        () -> layer("keras.layers.Dence")),
                new Mistake(
                        "an unknown argument of a layer",
                        "Dense: argument must be one of units, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint, lora_rank, lora_alpha, quantization_config, trainable, dtype, autocast, name, got unit; did you mean units?",
                        () -> layer("keras.layers.Dense").with("unit", 3)),
                new Mistake(
                        "a wrong type for a layer",
                        "Dense: units must be a whole number, got \"many\"",
                        () -> layer("keras.layers.Dense").with("units", "many")),
                new Mistake(
                        "two blocks of one name",
                        "r: block names must differ, got h twice",
                        () -> regressor("r", input(), block("h", dense(2)), block("h", dense(3)), output())),
                new Mistake(
                        "a network without an output",
                        "r: blocks must be input(), then any others, then output(), got input, h",
                        () -> regressor("r", input(), block("h", dense(2)))),
                new Mistake(
                        "a network without an input",
                        "r: blocks must be input(), then any others, then output(), got h, output",
                        () -> regressor("r", block("h", dense(2)), output())),
                new Mistake(
                        "a block from nowhere",
                        "r: block h must take other blocks, got b",
                        () -> regressor(
                                "r", input().as("a"), block("h", dense(2)).from("b"), output().from("h"))),
                new Mistake(
                        "a range that is upside down",
                        "between: low must be at most high, got between(5, 3)",
                        () -> between(5, 3)),
                new Mistake(
                        "whole bounds for a real argument",
                        "learn_rate: range must be of real numbers, as between(0.0, 1.0), got between(0, 1)",
                        () -> tiny.with("learn_rate", between(0, 1))),
                new Mistake(
                        "a value left open",
                        "tiny: hyperparameters must be chosen with at(point) first, got fit_epochs",
                        () -> keras.fit(tiny.with("fit_epochs", between(1, 3)), zeros(2, 3), zeros(2))),
                new Mistake(
                        "a name with a dot",
                        "block: name must be a letter followed by letters, digits and _, at most 64 characters, got \"a.b\"",
                        () -> block("a.b", dense(1))),
                new Mistake(
                        "an empty name",
                        "block: name must be a letter followed by letters, digits and _, at most 64 characters, got \"\"",
                        () -> block("", dense(1))));
    }
}
