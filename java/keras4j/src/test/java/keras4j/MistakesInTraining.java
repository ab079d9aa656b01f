package keras4j;

import static keras4j.MistakeScene.labels;
import static keras4j.MistakeScene.with;
import static keras4j.MistakeScene.zeros;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;

import java.util.List;
import java.util.Map;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;

/** Mistakes in numeric training rows. */
final class MistakesInTraining {
    private MistakesInTraining() {}

    static List<Mistake> of(MistakeScene scene) {
        Keras keras = scene.keras;
        var tiny = scene.tiny;
        var classes = scene.classes;
        Tensor x = scene.x;
        Examples rows = Examples.of(x, scene.y);
        return List.of(
                new Mistake(
                        "fewer outcomes than rows",
                        "Examples: y must have 64 rows like x, got 3",
                        () -> keras.fit(tiny, x, zeros(3))),
                new Mistake(
                        "fewer labels than rows",
                        "Examples: y must have 64 rows like x, got 2",
                        () -> keras.fit(classes, x, Labels.of("a", "b"))),
                new Mistake(
                        "an input of rows only",
                        "Examples: x must have shape (rows, ...), got (4)",
                        () -> keras.fit(tiny, zeros(4), zeros(4))),
                new Mistake(
                        "no rows",
                        "Examples: x must have at least one row, got none",
                        () -> keras.fit(tiny, zeros(0, 3), zeros(0))),
                new Mistake(
                        "an input with NaN",
                        "Schema: x must be finite, got NaN at row 1, column 1",
                        () -> keras.fit(tiny, with(Float.NaN, 4, 4, 3), zeros(4))),
                new Mistake(
                        "an input with infinity",
                        "Schema: x must be finite, got Infinity at row 1, column 1",
                        () -> keras.fit(tiny, with(Float.POSITIVE_INFINITY, 4, 4, 3), zeros(4))),
                new Mistake(
                        "an outcome with NaN",
                        "Schema: y must be finite, got NaN at row 2, column 0",
                        () -> keras.fit(tiny, zeros(4, 3), with(Float.NaN, 2, 4))),
                new Mistake(
                        "an outcome with infinity",
                        "Schema: y must be finite, got -Infinity at row 2, column 0",
                        () -> keras.fit(tiny, zeros(4, 3), with(Float.NEGATIVE_INFINITY, 2, 4))),
                new Mistake(
                        "labels for a regressor",
                        "Keras.fit: the outcome of tiny, a regressor, must be numbers, got classes",
                        () -> keras.fit(tiny, x, Labels.of(labels(SessionFixtures.ROWS)))),
                new Mistake(
                        "numbers for a classifier",
                        "Keras.fit: the outcome of classes, a classifier, must be classes, got numbers",
                        () -> keras.fit(classes, x, scene.y)),
                new Mistake(
                        "labels of one level",
                        "Schema: outcome 'y' must have at least two levels, got 'a'",
                        () -> keras.fit(classes, zeros(2, 3), Labels.of("a", "a"))),
                new Mistake(
                        "a label that is missing",
                        "Labels: labels must be text, got null at row 1",
                        () -> Labels.of("a", Mistake.<String>missing())),
                new Mistake(
                        "a code beyond the levels",
                        "Labels: codes must be from 0 to 1, got 2 at row 1",
                        () -> Labels.of(List.of("a", "b"), new int[] {0, 2})),
                new Mistake(
                        "a code below the levels",
                        "Labels: codes must be from 0 to 1, got -1 at row 0",
                        () -> Labels.of(List.of("a", "b"), new int[] {-1, 1})),
                new Mistake(
                        "a level twice",
                        "Labels: levels must be distinct, got [a, a]",
                        () -> Labels.of(List.of("a", "a"), new int[] {0, 1})),
                new Mistake(
                        "rows of other lengths",
                        "Tensor: rows must all have 2 values like row 0, got 1 at row 1",
                        () -> Tensor.of(new float[][] {{1, 2}, {3}})),
                new Mistake(
                        "numbers that do not fill a shape",
                        "Tensor: values must be 6 numbers for shape (2, 3), got 5",
                        () -> Tensor.of(new float[5], 2, 3)),
                new Mistake(
                        "a negative shape",
                        "Tensor: shape must have dimensions of 1 or more (rows: 0 or more), got (-2, -3)",
                        () -> Tensor.of(new float[6], -2, -3)),
                new Mistake(
                        "weights of another length",
                        "Examples: weights must be 64 numbers, one a row, got 3",
                        () -> rows.weights(new float[3])),
                new Mistake(
                        "a negative weight",
                        "Examples: weights must be 0 or more and finite, got -1.0 at row 1",
                        () -> Examples.of(zeros(2, 3), zeros(2)).weights(new float[] {1, -1})),
                new Mistake(
                        "a weight that is NaN",
                        "Examples: weights must be 0 or more and finite, got NaN at row 1",
                        () -> Examples.of(zeros(2, 3), zeros(2)).weights(new float[] {1, Float.NaN})),
                new Mistake(
                        "weights of an unknown outcome",
                        "Examples: weights must name outcomes among 'y', got 'z'",
                        () -> rows.weights(Map.of("z", new float[SessionFixtures.ROWS]))),
                new Mistake(
                        "a class weight of an unknown level",
                        "classes: fit_class_weight must name levels, which are a, b, got c",
                        () -> keras.fit(classes.classWeight(Map.of("c", 2.0)), zeros(2, 1), Labels.of("a", "b"))),
                new Mistake(
                        "a negative class weight",
                        "classes: fit_class_weight must be at least 0, got -2.0",
                        () -> keras.fit(classes.classWeight(Map.of("a", -2.0)), zeros(2, 1), Labels.of("a", "b"))),
                new Mistake(
                        "a class weight that is NaN",
                        "classes: fit_class_weight must be at least 0, got NaN",
                        () -> keras.fit(
                                classes.classWeight(Map.of("a", Double.NaN)), zeros(2, 1), Labels.of("a", "b"))),
                new Mistake(
                        "class weights for a regressor",
                        "tiny: fit_class_weight must be left out of a regressor, got one",
                        () -> keras.fit(tiny.classWeight(Map.of("a", 2.0)), zeros(2, 3), zeros(2))),
                new Mistake(
                        "validation rows of another shape",
                        "Schema: x must have shape (rows, 3) as in fit, got (2, 4)",
                        () -> keras.fit(tiny, rows, Examples.of(zeros(2, 4), zeros(2)))),
                new Mistake(
                        "validation rows of another type",
                        "Schema: x must be float32 as in fit, got int32",
                        () -> keras.fit(tiny, rows, Examples.of(Tensor.ofInts(new int[6], 2, 3), zeros(2)))),
                new Mistake(
                        "a validation level that is new",
                        "Labels: labels must be one of 'a', 'b', got 'c' at row 1",
                        () -> keras.fit(
                                classes,
                                Examples.of(zeros(2, 1), Labels.of("a", "b")),
                                Examples.of(zeros(2, 1), Labels.of("a", "c")))),
                new Mistake(
                        "a validation split of everything",
                        "tiny: fit_validation_split must leave at least one row to learn from, got 0.9 of 1 rows",
                        () -> keras.fit(tiny.validationSplit(0.9), zeros(1, 3), zeros(1))),
                new Mistake(
                        "an input of another size than the data",
                        "sized: input shape must be (4,), got (3,)",
                        () -> keras.fit(regressor("sized", input(4), output()), x, scene.y)),
                new Mistake(
                        "an input of another rank than the data",
                        "sized: input shape must be (3, 1), got (3,)",
                        () -> keras.fit(regressor("sized", input(3, 1), output()), x, scene.y)),
                new Mistake(
                        "an input that the network has not",
                        "Examples: inputs must be 'left', 'right', got 'left', 'wrong'",
                        () -> keras.fit(
                                scene.graph,
                                Examples.of(Map.of("left", zeros(2, 2), "wrong", zeros(2, 3)), Map.of("y", zeros(2))))),
                new Mistake(
                        "one input for a network of two",
                        "Examples: inputs must be 'left', 'right', got 'x'",
                        () -> keras.fit(scene.graph, zeros(2, 5), zeros(2))),
                new Mistake(
                        "no spec",
                        "Keras.fit: spec must be a spec, got null",
                        () -> keras.fit(Mistake.<keras4j.spec.Spec>missing(), x, scene.y)),
                new Mistake(
                        "no outcome",
                        "Examples: y must be a tensor or labels, got null",
                        () -> keras.fit(tiny, x, Mistake.<Tensor>missing())));
    }
}
