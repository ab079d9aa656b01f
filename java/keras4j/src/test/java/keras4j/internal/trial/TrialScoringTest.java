package keras4j.internal.trial;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.lstm;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MAE;
import static keras4j.measure.Measure.RMSE;
import static keras4j.measure.Measure.RSQ;
import static keras4j.recipe.Selectors.columns;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import keras4j.IrisFixtures;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.measure.Aggregate;
import keras4j.measure.Estimator;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.resample.Resampling;
import keras4j.resample.RowSplit;
import keras4j.spec.Spec;
import keras4j.tune.Criterion;
import keras4j.tune.Search;
import keras4j.tune.TrialResult;
import keras4j.tune.TrialResult.CriterionScore;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Tests that the predictions of trials are scored, and saved with their rows. */
class TrialScoringTest {
    private static final Spec NUMBER = regressor("number", input(), output());
    private static final Spec TWO = regressor(
            "two",
            input().as("x"),
            block("hidden", dense(4).activation(RELU)).from("x"),
            output().as("mpg").from("hidden"),
            output().as("hp").from("hidden"));
    private static final Workflow CARS = workflow("mpg + hp ~ wt + cyl", TWO);

    /** Rows in the order of time: y is 100, 101, … */
    private static final DataFrame SERIES = DataFrame.byColumn("y", "x")
            .of(
                    Series.ofDouble(
                            IntStream.range(0, 30).mapToDouble(row -> 100 + row).toArray()),
                    Series.ofDouble(
                            IntStream.range(0, 30).mapToDouble(row -> row * row).toArray()));

    private static Tuning tuning(Workflow workflow, Measures measures) {
        return Tuning.of(workflow, Resampling.folds(2), Search.grid(2), measures)
                .savePredictions();
    }

    /** Returns the result of a trial that predicts the truth plus a constant. */
    private static TrialResult judged(Tuning tuning, DataFrame frame, RowSplit split, float more) {
        TrialFold fold = TrialFold.of(tuning.workflow(), frame, split);
        try {
            Examples assessed = fold.assessed();
            List<Tensor> outputs = assessed.outcomes().values().stream()
                    .map(truth -> near(truth, more))
                    .toList();
            return TrialScoring.of(tuning, fold.preparation().predictions(outputs), fold);
        } finally {
            fold.shared().close();
        }
    }

    private static Tensor near(Target truth, float more) {
        if (truth instanceof Labels labels) {
            return labels.oneHot();
        }
        float[] numbers = ((Tensor) truth).toFloats();
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] += more;
        }
        return Tensor.of(numbers, ((Tensor) truth).shape());
    }

    private static Object first(TrialResult outcome, String column) {
        return Objects.requireNonNull(
                Objects.requireNonNull(outcome.predictions().get(column)).get(0));
    }

    private static List<Object> longs(IntStream numbers) {
        return numbers.<Object>mapToObj(Long::valueOf).toList();
    }

    @Test
    void predictions_of_a_classifier_have_the_class_and_the_probabilities() {
        RowSplit split =
                Resampling.folds(5).seed(1).of(IrisFixtures.FRAME).splits().get(2);
        Workflow irises = workflow("species ~ .", classifier("iris", input(), output()));
        TrialResult outcome = judged(tuning(irises, metrics(ACCURACY)), IrisFixtures.FRAME, split, 0);
        assertEquals(
                List.of(".pred_class", ".pred_setosa", ".pred_versicolor", ".pred_virginica", ".row", "species"),
                List.copyOf(outcome.predictions().keySet()));
        List<?> truth =
                split.assessment(IrisFixtures.FRAME).getColumn("species").toList();
        assertEquals(truth, outcome.predictions().get(".pred_class"));
        assertEquals(truth, outcome.predictions().get("species"));
        assertEquals(
                longs(IntStream.of(split.assessment())), outcome.predictions().get(".row"));
    }

    @Test
    void classes_that_came_as_numbers_are_labels_beside_their_predictions() {
        DataFrame digits = Datasets.digits().train().head(60);
        RowSplit split = Resampling.folds(3).seed(1).of(digits).splits().get(0);
        Workflow flow = workflow("y ~ x", classifier("digits", input(8, 8), block("flat", flatten()), output()));
        TrialResult outcome = judged(tuning(flow, metrics(ACCURACY)), digits, split, 0);
        assertEquals(
                outcome.predictions().get(".pred_class"), outcome.predictions().get("y"));
    }

    @Test
    void rows_that_a_step_leaves_out_do_not_shift_the_others() {
        Workflow windows = workflow(
                recipe("y ~ x").sequence(columns("x"), 4),
                regressor("series", input(), block("memory", lstm(2)), output()));
        RowSplit origin = Resampling.rollingOrigin(12, 8).of(SERIES).splits().get(1);
        TrialResult outcome = judged(tuning(windows, metrics(RMSE)), SERIES, origin, 0.5f);
        int first = origin.assessment()[0] + 3;
        int last = origin.assessment()[7];
        assertEquals(
                longs(IntStream.rangeClosed(first, last)), outcome.predictions().get(".row"));
        assertEquals(
                IntStream.rangeClosed(first, last)
                        .<Object>mapToObj(row -> 100.0 + row)
                        .toList(),
                outcome.predictions().get("y"));
        assertEquals(100.5 + first, first(outcome, ".pred"));
    }

    @Test
    void rows_without_a_later_one_are_left_out_with_their_numbers() {
        Workflow ahead = workflow(
                recipe("y ~ x")
                        .lead(columns("y"), "ahead_", Double.NaN, false, 2)
                        .naOmit(columns("ahead_2_y")),
                NUMBER);
        RowSplit split = RowSplit.of(
                "one", IntStream.range(0, 20).toArray(), IntStream.range(20, 30).toArray());
        TrialResult outcome = judged(tuning(ahead, metrics(RMSE)), SERIES, split, 0);
        assertEquals(longs(IntStream.range(20, 28)), outcome.predictions().get(".row"));
        assertEquals(122.0, first(outcome, "ahead_2_y"));
    }

    @Test
    void truth_is_in_the_unit_of_the_prediction() {
        Workflow logs = workflow(recipe("y ~ x").log(columns("y"), 10, 0), NUMBER);
        RowSplit split = RowSplit.of("one", IntStream.range(0, 20).toArray(), new int[] {0});
        TrialResult outcome = judged(tuning(logs, metrics(RMSE)), SERIES, split, 1);
        assertEquals(List.of(2.0), outcome.predictions().get("y"));
        assertEquals(List.of(3.0), outcome.predictions().get(".pred"));
    }

    @Test
    void several_outcomes_have_a_mean_and_scores_of_their_own() {
        RowSplit split =
                Resampling.folds(4).seed(1).of(Datasets.mtcars()).splits().get(0);
        Tuning tuning = tuning(CARS, metrics(RMSE, MAE)).goal(Aggregate.mean(MAE, "mpg", "hp"));
        TrialResult outcome = judged(tuning, Datasets.mtcars(), split, 2);
        List<String> names =
                outcome.scores().stream().map(CriterionScore::criterion).toList();
        assertEquals(
                List.of(
                        "rmse",
                        "mae",
                        "rmse of mpg",
                        "rmse of hp",
                        "mae of mpg",
                        "mae of hp",
                        "mean of mae of mpg, mae of hp"),
                names);
        assertEquals(2, outcome.value(Criterion.of(RMSE, "hp")), 1e-5);
        assertEquals(
                List.of(
                        "mean of mae of mpg, mae of hp",
                        "rmse",
                        "mae",
                        "rmse of mpg",
                        "rmse of hp",
                        "mae of mpg",
                        "mae of hp"),
                criteria(tuning, Datasets.mtcars()));
    }

    private static List<String> criteria(Tuning tuning, DataFrame rows) {
        return SearchStudies.criteria(tuning, rows).stream()
                .map(Criterion::name)
                .toList();
    }

    @Test
    void where_rows_can_not_be_prepared_it_is_the_trials_that_say_why() {
        Tuning tuning = tuning(workflow("y ~ z", NUMBER), metrics(RMSE, MAE));
        assertEquals(List.of("rmse", "mae"), criteria(tuning, SERIES));
    }

    @Test
    void a_note_names_the_outcome_and_is_not_in_the_log() {
        DataFrame constant = DataFrame.byColumn("mpg", "hp", "wt", "cyl")
                .of(
                        Series.ofDouble(1, 1, 1, 1),
                        Series.ofDouble(1, 2, 3, 4),
                        Series.ofDouble(1, 2, 3, 4),
                        Series.ofDouble(1, 2, 1, 2));
        RowSplit split = RowSplit.of("all", new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3});
        PrintStream before = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            TrialResult outcome = judged(tuning(CARS, metrics(RSQ)), constant, split, 0);
            assertEquals(1, outcome.notes().size(), outcome.notes()::toString);
            assertEquals("rsq of mpg: ", outcome.notes().get(0).substring(0, 12));
        } finally {
            System.setErr(before);
        }
        assertEquals("", heard.toString(StandardCharsets.UTF_8));
    }

    @Test
    void measures_that_do_not_suit_are_refused_before_anything_is_trained() {
        refused(
                "Tuning: measures must suit 'y', which is numbers, got accuracy",
                () -> criteria(tuning(workflow("y ~ x", NUMBER), metrics(RMSE, ACCURACY)), SERIES));
        Workflow irises = workflow("species ~ .", classifier("iris", input(), output()));
        refused(
                "Tuning: measures must suit 'species', which is one of 3 classes, got rmse",
                () -> criteria(tuning(irises, metrics(RMSE)), IrisFixtures.FRAME));
        refused(
                "f_meas: cases must have two levels for the estimator binary, got Cases 3 rows of 3 levels with"
                        + " probabilities",
                () -> criteria(
                        tuning(irises, metrics(Measure.F_MEAS.estimator(Estimator.BINARY))), IrisFixtures.FRAME));
        refused(
                "Aggregate: cases must cover outcomes [mpg, qsec], got [mpg, hp]",
                () -> criteria(
                        tuning(CARS, metrics(RMSE)).goal(Aggregate.mean(RMSE, "mpg", "qsec")), Datasets.mtcars()));
        assertEquals(
                List.of("accuracy", "mn_log_loss"),
                criteria(tuning(irises, metrics(ACCURACY, Measure.MN_LOG_LOSS)), IrisFixtures.FRAME));
    }
}
