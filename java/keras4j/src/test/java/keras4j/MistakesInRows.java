package keras4j;

import static keras4j.MistakeScene.zeros;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;

/** Mistakes in numeric rows to predict. */
final class MistakesInRows {
    private MistakesInRows() {}

    static List<Mistake> of(MistakeScene scene) {
        Keras keras = scene.keras;
        Fitted fitted = scene.fitted;
        Fitted joined = scene.joined;
        return List.of(
                new Mistake(
                        "a row that is too short",
                        "Keras.predict: row must have 3 numbers as in fit, got 2",
                        () -> keras.predict(fitted, 1, 2)),
                new Mistake(
                        "a row that is too long",
                        "Keras.predict: row must have 3 numbers as in fit, got 4",
                        () -> keras.predict(fitted, 1, 2, 3, 4)),
                new Mistake(
                        "a row without numbers",
                        "Keras.predict: row must have 3 numbers as in fit, got 0",
                        () -> keras.predict(fitted)),
                new Mistake(
                        "a row with NaN",
                        "Keras.predict: row must be finite numbers, got NaN at position 1",
                        () -> keras.predict(fitted, 1, Float.NaN, 3)),
                new Mistake(
                        "a row with infinity",
                        "Keras.predict: row must be finite numbers, got Infinity at position 2",
                        () -> keras.predict(fitted, 1, 2, Float.POSITIVE_INFINITY)),
                new Mistake(
                        "a fraction for whole numbers",
                        "Keras.predict: row must be whole numbers as in fit, got 1.5 at position 0",
                        () -> keras.predict(scene.whole, 1.5f, 2, 3)),
                new Mistake(
                        "a number below a byte",
                        "Keras.predict: row must be whole numbers from 0 to 255 as in fit, got -1.0 at position 1",
                        () -> keras.predict(scene.bytes, 0, -1, 3)),
                new Mistake(
                        "a number above a byte",
                        "Keras.predict: row must be whole numbers from 0 to 255 as in fit, got 256.0 at position 1",
                        () -> keras.predict(scene.bytes, 0, 256, 3)),
                new Mistake(
                        "a number above an int",
                        "Keras.predict: row must be whole numbers as in fit, got 3.0E9 at position 1",
                        () -> keras.predict(scene.whole, 0, 3e9f, 3)),
                new Mistake(
                        "a tensor with more columns",
                        "Schema: x must have shape (rows, 3) as in fit, got (2, 4)",
                        () -> keras.predict(fitted, zeros(2, 4))),
                new Mistake(
                        "a tensor of higher rank",
                        "Schema: x must have shape (rows, 3) as in fit, got (2, 3, 1)",
                        () -> keras.predict(fitted, zeros(2, 3, 1))),
                new Mistake(
                        "a tensor of lower rank",
                        "Schema: x must have shape (rows, 3) as in fit, got (6)",
                        () -> keras.predict(fitted, zeros(6))),
                new Mistake(
                        "ints for floats",
                        "Schema: x must be float32 as in fit, got int32",
                        () -> keras.predict(fitted, Tensor.ofInts(new int[6], 2, 3))),
                new Mistake(
                        "bytes for floats",
                        "Schema: x must be float32 as in fit, got uint8",
                        () -> keras.predict(fitted, Tensor.ofBytes(new byte[6], 2, 3))),
                new Mistake(
                        "floats for ints",
                        "Schema: x must be int32 as in fit, got float32",
                        () -> keras.predict(scene.whole, zeros(2, 3))),
                new Mistake(
                        "a tensor with NaN",
                        "Schema: x must be finite, got NaN at row 1, column 2",
                        () -> keras.predict(fitted, MistakeScene.with(Float.NaN, 5, 2, 3))),
                new Mistake(
                        "a tensor with infinity",
                        "Schema: x must be finite, got -Infinity at row 0, column 0",
                        () -> keras.predict(fitted, MistakeScene.with(Float.NEGATIVE_INFINITY, 0, 2, 3))),
                new Mistake(
                        "no tensor",
                        "Keras.predict: x must be a tensor, got null",
                        () -> keras.predict(fitted, Mistake.<Tensor>missing())),
                new Mistake(
                        "no row",
                        "Keras.predict: row must be numbers, got null",
                        () -> keras.predict(fitted, Mistake.<float[]>missing())),
                new Mistake(
                        "no fitted model",
                        "Keras: fitted must be a fitted model, got null",
                        () -> keras.predict(Mistake.<Fitted>missing(), zeros(2, 3))),
                new Mistake(
                        "an input that is missing",
                        "Examples: inputs must be 'left', 'right', got 'left'",
                        () -> keras.predict(joined, Map.of("left", zeros(2, 2)))),
                new Mistake(
                        "an input of another name",
                        "Examples: inputs must be 'left', 'right', got 'left', 'rigth'; did you mean 'right'?",
                        () -> keras.predict(joined, Map.of("left", zeros(2, 2), "rigth", zeros(2, 3)))),
                new Mistake(
                        "one input too many",
                        "Examples: inputs must be 'left', 'right', got 'left', 'middle', 'right'",
                        () -> keras.predict(
                                joined, Map.of("left", zeros(2, 2), "right", zeros(2, 3), "middle", zeros(2, 3)))),
                new Mistake(
                        "inputs that are swapped",
                        "Schema: left must have shape (rows, 2) as in fit, got (2, 3)",
                        () -> keras.predict(joined, Map.of("left", zeros(2, 3), "right", zeros(2, 2)))),
                new Mistake(
                        "inputs with other numbers of rows",
                        "Schema: right must have 2 rows like left, got 3",
                        () -> keras.predict(joined, Map.of("left", zeros(2, 2), "right", zeros(3, 3)))),
                new Mistake(
                        "one tensor for two inputs",
                        "Examples: inputs must be 'left', 'right', got 'x'",
                        () -> keras.predict(joined, zeros(2, 5))),
                new Mistake(
                        "labels for a regressor's evaluation",
                        "Schema: y must be numbers, got labels",
                        () -> keras.evaluate(
                                fitted, Examples.of(scene.x, Labels.of(MistakeScene.labels(SessionFixtures.ROWS))))),
                new Mistake(
                        "numbers for a classifier's evaluation",
                        "Schema: y must be labels, got numbers",
                        () -> keras.evaluate(scene.two, Examples.of(zeros(2, 1), zeros(2)))),
                new Mistake(
                        "a level that fit did not see",
                        "Labels: labels must be one of 'a', 'b', got 'c' at row 1",
                        () -> keras.evaluate(scene.two, Examples.of(zeros(2, 1), Labels.of("a", "c")))),
                new Mistake(
                        "an outcome of another shape",
                        "Schema: y must have shape (rows, 1) as in fit, got (2, 2)",
                        () -> keras.evaluate(fitted, Examples.of(zeros(2, 3), zeros(2, 2)))),
                new Mistake(
                        "an outcome with NaN to evaluate by",
                        "Schema: y must be finite, got NaN at row 1, column 0",
                        () -> keras.evaluate(fitted, Examples.of(zeros(2, 3), MistakeScene.with(Float.NaN, 1, 2)))),
                new Mistake(
                        "intervals without a posterior",
                        "Keras.intervals: tiny must have been fitted with laplace, got one without; fit spec.laplace(), or use keras.conformal",
                        () -> keras.intervals(fitted, zeros(2, 3))),
                new Mistake(
                        "a negative time",
                        "within: the time must be positive, got PT-1S",
                        () -> keras.within(Duration.ofSeconds(-1))),
                new Mistake(
                        "no time", "within: the time must be positive, got PT0S", () -> keras.within(Duration.ZERO)));
    }
}
