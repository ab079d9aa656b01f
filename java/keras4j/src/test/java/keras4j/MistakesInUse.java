package keras4j;

import static keras4j.MistakeScene.zeros;
import static keras4j.Models.fineTuning;
import static keras4j.Models.workflow;
import static keras4j.measure.Measure.RMSE;

import java.util.List;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.prediction.Intervals;
import keras4j.prediction.Predictions;
import keras4j.spec.Spec;
import org.dflib.DataFrame;

/** Mistakes in the use of a fitted model. */
final class MistakesInUse {
    private MistakesInUse() {}

    record Car(double hp, double wt) {}

    record Truck(double hp, double load) {}

    static List<Mistake> of(MistakeScene scene) {
        Keras keras = scene.keras;
        Fitted fitted = scene.fitted;
        Fitted ofCars = scene.ofCars;
        DataFrame cars = scene.cars;
        var tiny = scene.tiny;
        Predictions predictions = keras.predict(ofCars, cars);
        Conformal conformal = keras.conformal(ofCars, cars);
        Intervals intervals = keras.intervals(conformal, cars);
        return List.of(
                new Mistake(
                        "an importance of no repeats",
                        "PermutationImportance: repeats must be from 1 to 100000, got 0",
                        () -> keras.importance(ofCars, cars, RMSE, 0, 1)),
                new Mistake(
                        "a dependence on an unknown column",
                        "PartialDependence: column must be one of [hp, wt], got 'wieght'",
                        () -> keras.dependence(ofCars, cars, "wieght")),
                new Mistake(
                        "a report without the outcome",
                        "Schema: column 'mpg' must be in the frame, got columns 'hp', 'wt'; did you mean 'hp'?",
                        () -> keras.report(ofCars, cars.cols("hp", "wt").select())),
                new Mistake(
                        "truth of other rows",
                        "TruthEstimates: predictions must have 3 rows like truth, got 32",
                        () -> predictions.measure(cars.head(3), RMSE)),
                new Mistake(
                        "truth without the outcome",
                        "Schema: column 'mpg' must be in the frame, got columns 'hp'; did you mean 'hp'?",
                        () -> predictions.measure(cars.cols("hp").select(), RMSE)),
                new Mistake(
                        "an outcome of predictions that there is not",
                        "Predictions: outcome must be one of mpg, got mgp; did you mean mpg?",
                        () -> predictions.of("mgp")),
                new Mistake(
                        "classes of a regressor",
                        "Predictions: classes() must be called on a classifier, got the numbers of 'mpg'; use values()",
                        () -> predictions.classes()),
                new Mistake(
                        "rows of another number beside predictions",
                        "Predictions: frame must have the 32 rows that were predicted, got 3",
                        () -> predictions.augment(cars.head(3))),
                new Mistake(
                        "a level above one",
                        "Intervals: level must be between 0 and 1, got 1.5",
                        () -> intervals.prediction(1.5)),
                new Mistake(
                        "a level of zero",
                        "Intervals: level must be between 0 and 1, got 0.0",
                        () -> intervals.prediction(0)),
                new Mistake(
                        "a level that few rows can not give",
                        "Conformal: level must be at most 32/33 with 32 rows to measure by, got 0.999",
                        () -> intervals.prediction(0.999)),
                new Mistake(
                        "calibration rows of none",
                        "Examples: input must have at least one row, got none",
                        () -> keras.conformal(ofCars, cars.head(0))),
                new Mistake(
                        "calibration without the outcome",
                        "Schema: column 'mpg' must be in the frame, got columns 'hp', 'wt'; did you mean 'hp'?",
                        () -> keras.conformal(ofCars, cars.cols("hp", "wt").select())),
                new Mistake(
                        "records of another kind",
                        "Recipe: column 'wt' must be in the frame, got columns 'hp', 'load'",
                        () -> keras.predict(ofCars, List.of(new Truck(1, 2)))),
                new Mistake(
                        "no records",
                        "Records: records must be at least one, got none",
                        () -> keras.fit(workflow("wt ~ hp", tiny), List.<Car>of())),
                new Mistake(
                        "further training on other columns",
                        "Schema: x must have shape (rows, 3) as in fit, got (2, 4)",
                        () -> keras.fit(fineTuning("more"), fitted, Examples.of(zeros(2, 4), zeros(2)))),
                new Mistake(
                        "further training on labels",
                        "Schema: y must be numbers, got labels",
                        () -> keras.fit(fineTuning("more"), fitted, Examples.of(zeros(2, 3), Labels.of("a", "b")))),
                new Mistake(
                        "further training of no epochs",
                        "more: fit_epochs must be at least 1, got 0",
                        () -> fineTuning("more").epochs(0)),
                new Mistake(
                        "a json of something else",
                        "spec: JSON must have with, got {}",
                        () -> Spec.fromJson(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode())),
                new Mistake(
                        "batches of none",
                        "Batches: an epoch must have at least one batch, got none",
                        () -> keras.fit(tiny, Batches.of(List.<Examples>of()))));
    }
}
