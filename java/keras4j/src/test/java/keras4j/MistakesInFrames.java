package keras4j;

import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.metrics;
import static keras4j.Models.recipe;
import static keras4j.Models.workflow;
import static org.dflib.DataFrame.foldByRow;

import java.util.List;
import keras4j.fitted.Fitted;
import keras4j.measure.Measure;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;

/** Mistakes in frames, formulas and recipes. */
final class MistakesInFrames {
    private MistakesInFrames() {}

    static List<Mistake> of(MistakeScene scene) {
        Keras keras = scene.keras;
        var tiny = scene.tiny;
        Fitted ofCars = scene.ofCars;
        DataFrame cars = scene.cars;
        return List.of(
                new Mistake(
                        "a column that is missing",
                        "Recipe: column 'wt' must be in the frame, got columns 'hp'",
                        () -> keras.predict(ofCars, cars.cols("hp").select())),
                new Mistake(
                        "a column of another name",
                        "Recipe: column 'wt' must be in the frame, got columns 'hp', 'weight'",
                        () -> keras.predict(ofCars, foldByRow("hp", "weight").of(100, 2.5))),
                new Mistake(
                        "a column in other letters",
                        "Recipe: column 'wt' must be in the frame, got columns 'hp', 'WT'; did you mean 'WT'?",
                        () -> keras.predict(ofCars, foldByRow("hp", "WT").of(100, 2.5))),
                new Mistake(
                        "text for numbers",
                        "Recipe: column 'wt' must be of kind number as in training, got kind nominal",
                        () -> keras.predict(ofCars, foldByRow("hp", "wt").of(100, "heavy"))),
                new Mistake(
                        "a number that is missing",
                        "Schema: column 'wt' must have no missing values, got null at row 1; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit leaves such rows out",
                        () -> keras.predict(ofCars, foldByRow("hp", "wt").of(100, 2.5, 110, Mistake.missing()))),
                new Mistake(
                        "a column with NaN",
                        "Schema: column 'wt' must have no missing values, got NaN at row 0; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit leaves such rows out",
                        () -> keras.predict(ofCars, foldByRow("hp", "wt").of(100, Double.NaN))),
                new Mistake(
                        "a column with infinity",
                        "Schema: column 'wt' must be finite, got Infinity at row 0",
                        () -> keras.predict(ofCars, foldByRow("hp", "wt").of(100, Double.POSITIVE_INFINITY))),
                new Mistake(
                        "a number beyond float32",
                        "Schema: column 'wt' must be finite, got 1.0E300 at row 0",
                        () -> keras.predict(ofCars, foldByRow("hp", "wt").of(100, 1e300))),
                new Mistake(
                        "a column twice",
                        "Duplicate value 'hp'. Found at 0 and 1",
                        () -> keras.predict(ofCars, foldByRow("hp", "hp", "wt").of(100, 110, 2.5))),
                new Mistake(
                        "no frame",
                        "Keras.predict: frame must be a frame, got null",
                        () -> keras.predict(ofCars, Mistake.<DataFrame>missing())),
                new Mistake(
                        "no frame to learn from",
                        "Keras.fit: train must be a frame, got null",
                        () -> keras.fit(workflow("mpg ~ hp", tiny), Mistake.<DataFrame>missing())),
                new Mistake(
                        "no workflow",
                        "Keras.fit: workflow must be a workflow, got null",
                        () -> keras.fit(Mistake.<Workflow>missing(), cars)),
                new Mistake(
                        "tensors for a model of columns",
                        "Schema: input must have shape (rows, 2) as in fit, got (2, 3)",
                        () -> keras.predict(ofCars, MistakeScene.zeros(2, 3))),
                new Mistake(
                        "a frame for a model of tensors",
                        "Schema: column 'x' must be in the frame, got columns 'mpg', 'cyl', 'disp', 'hp', 'drat', 'wt', 'qsec', 'vs', 'am', 'gear', … (11 in all)",
                        () -> keras.predict(scene.fitted, cars)),
                new Mistake(
                        "an evaluation without the outcome",
                        "Schema: column 'mpg' must be in the frame, got columns 'hp', 'wt'; did you mean 'hp'?",
                        () -> keras.evaluate(ofCars, cars.cols("hp", "wt").select())),
                new Mistake(
                        "an outcome that is missing",
                        "Schema: column 'y' must have no missing values, got null at row 1; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit leaves such rows out",
                        () -> keras.fit(
                                workflow("y ~ a", tiny), foldByRow("a", "y").of(1.0, 1.0, 2.0, Mistake.missing()))),
                new Mistake(
                        "an outcome of text for a regressor",
                        "tiny: outcome 'y' must be numbers for a regressor, got labels 'u', 'v'",
                        () -> keras.fit(
                                workflow("y ~ a", tiny), foldByRow("a", "y").of(1.0, "u", 2.0, "v"))),
                new Mistake(
                        "an outcome of numbers for a classifier",
                        "Schema: column 'mpg' must hold text, whole numbers, booleans or enum constants, got 21.0 at row 0; factor(\"mpg\") in a recipe makes labels of numbers",
                        () -> keras.fit(workflow("mpg ~ hp", scene.classes), cars)),
                new Mistake(
                        "a predictor that is missing in a row",
                        "Schema: column 'a' must have no missing values, got null at row 1; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit leaves such rows out",
                        () -> keras.fit(
                                workflow("y ~ a", tiny), foldByRow("a", "y").of(1.0, 1.0, Mistake.missing(), 2.0))),
                new Mistake(
                        "a predictor of text",
                        "Workflow y ~ a: predictor 'a' must be numbers, got labels 'u', 'v'; make them numbers with dummy, oneHot or zeroBasedCodes in a recipe",
                        () -> keras.fit(
                                workflow("y ~ a", tiny), foldByRow("a", "y").of("u", 1.0, "v", 2.0))),
                new Mistake(
                        "a name that no column has",
                        "Formula: mpg ~ hp + wieght must name columns of the frame, got 'wieght'",
                        () -> keras.fit(workflow("mpg ~ hp + wieght", tiny), cars)),
                new Mistake(
                        "an outcome that no column has",
                        "Formula: mpgg ~ hp must name columns of the frame, got 'mpgg'; did you mean 'mpg'?",
                        () -> keras.fit(workflow("mpgg ~ hp", tiny), cars)),
                new Mistake(
                        "a formula without a tilde",
                        "Formula: outcome must be followed by ~ or +, got 'hp'\n  mpg hp\n      ^",
                        () -> workflow("mpg hp", tiny)),
                new Mistake(
                        "a formula without predictors",
                        "Formula: term must be a column name or ., got the end\n  mpg ~ \n        ^",
                        () -> workflow("mpg ~ ", tiny)),
                new Mistake(
                        "an empty formula",
                        "Formula: outcome must be a column name, got the end\n  \n  ^",
                        () -> workflow("", tiny)),
                new Mistake(
                        "an outcome among the predictors",
                        "Formula: term must be a column other than the outcome, got 'mpg'\n  mpg ~ mpg + hp\n        ^",
                        () -> keras.fit(workflow("mpg ~ mpg + hp", tiny), cars)),
                new Mistake(
                        "a frame without rows",
                        "Recipe: frame must have at least one row, got none",
                        () -> keras.fit(workflow("mpg ~ hp", tiny), cars.head(0))),
                new Mistake(
                        "a step on an unknown column",
                        "Recipe: column must be one of [hp, wt, mpg], got 'wieght'",
                        () -> keras.fit(
                                workflow(
                                        recipe("mpg ~ hp + wt").normalize(keras4j.recipe.Selectors.columns("wieght")),
                                        tiny),
                                cars)),
                new Mistake(
                        "a weight column that there is not",
                        "Recipe: column 'w' must be in the frame, got columns 'mpg', 'cyl', 'disp', 'hp', 'drat', 'wt', 'qsec', 'vs', 'am', 'gear', … (11 in all)",
                        () -> keras.fit(workflow(recipe("mpg ~ hp").caseWeight("w"), tiny), cars)),
                new Mistake(
                        "a measure that there is not",
                        "Measure: name must be one of rmse, mae, mape, smape, rsq, rsq_trad, ccc, huber_loss, accuracy, kap, mcc, bal_accuracy, j_index, precision, ppv, recall, sens, spec, npv, f_meas, roc_auc, pr_auc, average_precision, mn_log_loss, brier_class, got 'acuracy'; did you mean accuracy?",
                        () -> Measure.of("acuracy")),
                new Mistake("one fold", "Resampling: v must be 2 or more, got 1", () -> folds(1)),
                new Mistake(
                        "more folds than rows",
                        "Resampling: v must be at most the number of rows, which is 32, got 40",
                        () -> folds(40).of(cars)),
                new Mistake("a grid without levels", "grid: levels must be at least 1, got 0 {}", () -> grid(0)),
                new Mistake(
                        "no measures", "Measures: measures must be distinct and not empty, got []", () -> metrics()));
    }
}
