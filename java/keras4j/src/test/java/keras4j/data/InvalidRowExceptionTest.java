package keras4j.data;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.concatenate;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.ModelDescription;
import keras4j.internal.fitted.ModelOrigin;
import keras4j.internal.fitted.ModelProvenance;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.workflow.DataPreparation;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.measure.Measure;
import keras4j.measure.TruthEstimates;
import keras4j.model.TrainingHistory;
import keras4j.plot.DiagramNode;
import keras4j.plot.ModelDiagram;
import keras4j.prediction.Predictions;
import keras4j.recipe.Recipe;
import keras4j.scoring.Scorer;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rows of the caller that a model can't take, in every way of handing them over. */
class InvalidRowExceptionTest {
    private static final DataFrame TRAINING = DataFrame.foldByRow("y", "age", "sex")
            .of("no", 20.0, "f", "yes", 30.0, "m", "no", 40.0, "f", "yes", 50.0, "m");
    private static final Spec NET = classifier("net", input(), output());
    private static final Fitted FITTED = fitted(recipe("y ~ .").oneHot(columns("sex")), NET, TRAINING);

    /** Computes zeros instead of a network's outputs. */
    private static final Scorer SCORER = new Scorer() {
        @Override
        public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
            return List.of(Tensor.of(new float[x.get(0).rows()], x.get(0).rows(), 1));
        }

        @Override
        public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
            return List.of(outputs(fitted, x).get(0), outputs(fitted, x).get(0));
        }

        @Override
        public float[] predict(Fitted fitted, float... row) {
            PublicFaces.open(fitted, FittedModel.class).signature().requireRow(row);
            return new float[1];
        }
    };

    private record Person(Double age, String sex) {}

    private record Nameless(Double age) {}

    private record Verdict(String predClass) {}

    private static Fitted fitted(Recipe recipe, Spec spec, DataFrame training) {
        DataPreparation preparation =
                WorkflowRows.of(workflow(recipe, spec), training, null).preparation();
        FittedModel model = FittedModel.of(
                ModelOrigin.of(spec.seed(1), DataPreparation.program(spec, preparation.schema())),
                preparation,
                TrainingHistory.of(Map.of()),
                List.of(List.of(1)),
                new ModelDescription("", ModelDiagram.chain(DiagramNode.of("output", "Dense", "(None, 1)"))),
                new ModelProvenance(Instant.EPOCH, new TreeMap<>(), null),
                new byte[0]);
        return PublicFaces.close(Fitted.class, model);
    }

    private static DataFrame people(@Nullable Object... cells) {
        return DataFrame.foldByRow("age", "sex").of(cells);
    }

    private static void refused(String column, int row, String accepted, String got, Executable call) {
        InvalidRowException refused = assertThrows(InvalidRowException.class, call);
        assertEquals(Optional.ofNullable(column.isEmpty() ? null : column), refused.column(), refused.getMessage());
        assertEquals(row < 0 ? OptionalInt.empty() : OptionalInt.of(row), refused.row(), refused.getMessage());
        assertEquals(accepted, refused.accepted());
        assertEquals(got, refused.got());
    }

    /** Calls every operation that predicts from a frame. */
    private static void refusedFrame(String column, int row, String accepted, String got, DataFrame frame) {
        DataFrame told = frame.cols("y").merge(Series.ofVal("no", frame.height()));
        List<Executable> calls = List.of(
                () -> SCORER.predict(FITTED, frame),
                () -> SCORER.intervals(FITTED, frame),
                () -> SCORER.measure(FITTED, told),
                () -> SCORER.conformal(FITTED, told),
                () -> SCORER.importance(FITTED, told, Measure.MN_LOG_LOSS, 1, 1),
                () -> SCORER.report(FITTED, told));
        calls.forEach(call -> refused(column, row, accepted, got, call));
    }

    @Test
    void frames_name_column_and_row() {
        DataFrame aged = DataFrame.foldByRow("age").of(20.0);
        refused("sex", -1, "be in the frame", "columns 'age'", () -> SCORER.predict(FITTED, aged));
        DataFrame told = aged.cols("y").merge(Series.of("no"));
        refused("sex", -1, "be in the frame", "columns 'age', 'y'", () -> SCORER.measure(FITTED, told));
        refused("sex", -1, "be in the frame", "columns 'age', 'y'", () -> SCORER.dependence(FITTED, told, "sex"));
        refusedFrame("age", -1, "be of kind number as in training", "kind nominal", people("20", "f"));
        refusedFrame("age", 1, "hold numbers, booleans or float[] cells", "'old'", people(20, "f", "old", "m"));
        refusedFrame("age", 1, "have no missing values", "null", people(20, "f", null, "m"));
        refusedFrame("age", 0, "have no missing values", "NaN", people(Double.NaN, "f"));
        refusedFrame("age", 2, "be finite", "Infinity", people(1, "f", 2, "m", Double.POSITIVE_INFINITY, "f"));
        refusedFrame("age", 0, "be finite", "1.0E300", people(1e300, "f"));
        refusedFrame("sex", 1, "be one of 'f', 'm'", "'x'", people(20, "f", 30, "x"));
        refusedFrame("sex", 0, "have no missing values", "NaN", people(20, null));
        refusedFrame(
                "age",
                0,
                "hold numbers, booleans, text, enum constants, dates or arrays of numbers",
                "java.util.UUID",
                people(new UUID(0, 1), "f"));
    }

    @Test
    void long_values_are_cut() {
        String text = "x".repeat(1_000);
        String cut = "'" + "x".repeat(200) + "… (1000 characters)'";
        refusedFrame("sex", 1, "be one of 'f', 'm'", cut, people(20, "f", 30, text));
        refusedFrame("age", 1, "hold numbers, booleans or float[] cells", cut, people(20, "f", text, "m"));
        DataFrame unknown = people(20, "f", 30, "m").cols("y").merge(Series.of("no", text));
        refused("y", 1, "be one of 'no', 'yes'", cut, () -> SCORER.measure(FITTED, unknown));
        DataFrame judged = DataFrame.foldByRow("y", ".pred").of(1.0, text);
        refused(".pred", 0, "hold numbers", cut, () -> TruthEstimates.of(judged, "y"));
    }

    @Test
    void outcomes_and_measures_name_column_and_row() {
        DataFrame two = people(20, "f", 30, "m");
        refused("y", -1, "be in the frame", "columns 'age', 'sex'", () -> SCORER.measure(FITTED, two));
        DataFrame unknown = two.cols("y").merge(Series.of("no", "maybe"));
        refused("y", 1, "be one of 'no', 'yes'", "'maybe'", () -> SCORER.measure(FITTED, unknown));
        Predictions predictions = SCORER.predict(FITTED, two);
        refused("y", 1, "be one of 'no', 'yes'", "'maybe'", () -> predictions.measure(unknown));
        refused("y", 1, "be one of 'no', 'yes'", "'maybe'", () -> predictions.measure(Labels.of("no", "maybe")));
        refused("", -1, "have 1 rows like truth", "2", () -> predictions.measure(unknown.head(1)));
        refused("", -1, "have the 2 rows that were predicted", "1", () -> predictions.augment(two.head(1)));
        refused(
                ".pred_no",
                -1,
                "have no column of a prediction",
                "'.pred_no'",
                () -> predictions.augment(two.cols(".pred_no").merge(Series.of(1, 2))));
        DataFrame judged = DataFrame.foldByRow("y", ".pred").of(1.0, "a");
        refused(".pred", 0, "hold numbers", "'a'", () -> TruthEstimates.of(judged, "y"));
        refused("z", -1, "be in the frame", "columns 'y', '.pred'", () -> TruthEstimates.of(judged, "z"));
    }

    @Test
    void records_name_component_and_row() {
        refused(
                "sex",
                -1,
                "be in the frame",
                "columns 'age'",
                () -> SCORER.predict(FITTED, List.of(new Nameless(20.0))));
        refused(
                "sex",
                1,
                "be one of 'f', 'm'",
                "'x'",
                () -> SCORER.predict(FITTED, List.of(new Person(1.0, "f"), new Person(1.0, "x")), Verdict.class));
        refused("", -1, "be at least one", "none", () -> SCORER.predict(FITTED, List.of()));
        refused(
                "",
                1,
                "all be Person",
                "Nameless",
                () -> SCORER.predict(FITTED, List.of(new Person(1.0, "f"), new Nameless(1.0))));
        refused(
                "",
                1,
                "all be Person",
                "null",
                () -> SCORER.predict(FITTED, Arrays.asList(new Person(1.0, "f"), null)));
    }

    @Test
    void tensors_and_single_rows_name_input_or_column() {
        refused(
                "input",
                -1,
                "have shape (rows, 3) as in fit",
                "(2, 4)",
                () -> SCORER.predict(FITTED, Tensor.of(new float[2][4])));
        refused(
                "input",
                -1,
                "be float32 as in fit",
                "int32",
                () -> SCORER.predict(FITTED, Tensor.ofInts(new int[3], 1, 3)));
        refused(
                "sex_f",
                1,
                "be finite",
                "NaN",
                () -> SCORER.predict(FITTED, Tensor.of(new float[][] {{1, 1, 0}, {1, Float.NaN, 0}})));
        refused("", 1, "all have 3 values like row 0", "2", () -> Tensor.of(new float[][] {{1, 1, 0}, {1, 1}}));
        refused("", -1, "have 3 numbers as in fit", "2", () -> SCORER.predict(FITTED, 1, 2));
        refused(
                "sex_m",
                -1,
                "be finite numbers",
                "Infinity",
                () -> SCORER.predict(FITTED, 1, 0, Float.POSITIVE_INFINITY));
        Spec two = classifier(
                "two",
                input().as("a").columns("age"),
                input().as("b").columns("sex"),
                block("join", concatenate()).from("a", "b"),
                output().from("join"));
        Fitted towers = fitted(recipe("y ~ .").oneHot(columns("sex")), two, TRAINING);
        Tensor a = Tensor.of(new float[2][1]);
        refused("", -1, "be 'a', 'b'", "'a'", () -> SCORER.predict(towers, Map.of("a", a)));
        refused(
                "b",
                -1,
                "have 2 rows like a",
                "1",
                () -> SCORER.predict(towers, Map.of("a", a, "b", Tensor.of(new float[1][2]))));
    }

    @Test
    void rows_are_counted_as_the_caller_gave_them_whatever_steps_leave_out() {
        DataFrame rows = people(null, "f", 20.0, "f", 30.0, "x");
        Fitted omitting = fitted(recipe("y ~ .").naOmit(columns("age")).oneHot(columns("sex")), NET, TRAINING);
        refused("sex", 2, "be one of 'f', 'm'", "'x'", () -> SCORER.predict(omitting, rows));
        Fitted filtered = fitted(recipe("y ~ age").filter("age > 10"), NET, TRAINING);
        DataFrame last = people(5.0, "f", 20.0, "f", Double.POSITIVE_INFINITY, "x");
        refused("age", 2, "be finite", "Infinity", () -> SCORER.predict(filtered, last));
    }

    @Test
    void rows_behind_windows_and_lags_are_counted_as_the_caller_gave_them() {
        DataFrame rows = people(20.0, "f", 30.0, "m", 40.0, "x");
        Fitted windows = fitted(
                recipe("y ~ .").sequence(columns("age"), 2).oneHot(columns("sex")),
                classifier(
                        "windows",
                        input().as("a").columns("sequence_matrix"),
                        input().as("b").columns("sex"),
                        block("join", concatenate()).from("a", "b"),
                        output().from("join")),
                TRAINING);
        refused("sex", 2, "be one of 'f', 'm'", "'x'", () -> SCORER.predict(windows, rows));
        Fitted lagged = fitted(recipe("y ~ age").lag(columns("age"), 1).naOmit(allPredictors()), NET, TRAINING);
        DataFrame last = people(20.0, "f", 30.0, "f", Double.POSITIVE_INFINITY, "f");
        refused("age", 2, "be finite", "Infinity", () -> SCORER.predict(lagged, last));
        refused(
                "",
                -1,
                "have a row after the 1 rows that it looks back at, without missing values",
                "1 rows",
                () -> SCORER.predict(lagged, last.head(1)));
    }

    @Test
    void a_number_that_a_step_made_names_the_given_row_and_column() {
        Recipe logs =
                recipe("y ~ age").filter("age >= 0").mutate("older", "age").log(columns("older"));
        Fitted fitted = fitted(logs, NET, TRAINING);
        DataFrame zero = people(20.0, "f", 0.0, "f");
        refused("age", 1, "be finite", "-Infinity", () -> SCORER.predict(fitted, zero));
        DataFrame rows = people(-1.0, "f", 20.0, "f", 0.0, "f");
        DataFrame training = rows.cols("y").merge(Series.of("no", "yes", "no"));
        refused("age", 2, "be finite", "-Infinity", () -> fitted(logs, NET, training));
        Recipe scaled = recipe("y ~ age").filter("age >= 0").log(columns("age")).normalize(columns("age"));
        refused("age", 2, "be finite for the step normalize", "-Infinity", () -> scaled.fit(training));
    }

    @Test
    void too_few_rows_for_a_window_are_refused() {
        Recipe windows = recipe("y ~ age").sequence(allPredictors(), 3);
        Fitted fitted = fitted(windows, NET, TRAINING);
        refused("", -1, "have at least 3 rows", "2", () -> SCORER.predict(fitted, people(1.0, "f", 2.0, "f")));
    }

    @Test
    void mistakes_in_other_arguments_are_not_taken_for_rows() {
        DataFrame frame = TRAINING;
        List<Executable> calls = List.of(
                () -> SCORER.dependence(FITTED, frame, "nonsense"),
                () -> SCORER.importance(FITTED, frame, Measure.MN_LOG_LOSS, 0, 1),
                () -> SCORER.measure(FITTED, frame, Measure.RMSE),
                () -> SCORER.predict(FITTED, frame).of("nonsense"),
                () -> SCORER.predict(FITTED, List.of(new Person(1.0, "f")), Person.class)
                        .get(0)
                        .age()
                        .toString()
                        .charAt(9),
                () -> Records.of(frame, Verdict.class));
        for (Executable call : calls) {
            RuntimeException refused = assertThrows(RuntimeException.class, call);
            assertFalse(refused instanceof InvalidRowException, refused.getMessage());
        }
    }
}
