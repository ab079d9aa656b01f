package keras4j.workflow;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.holdout;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.layer.Layers.dense;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.recipe.Recipe;
import keras4j.resample.Resampling;
import keras4j.spec.Spec;
import keras4j.tune.Search;
import keras4j.tune.Tuning;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Tests of the preparation of frames by a workflow. */
class WorkflowTest {
    private static final Spec NET =
            regressor("net", input(), block("hidden", dense(4)), output()).seed(1);
    private static final Spec CLASSES = classifier("classes", input(), output()).seed(1);
    private static final DataFrame CARS = Datasets.mtcars();

    private static WorkflowRows rows(Workflow workflow, DataFrame frame) {
        return WorkflowRows.of(workflow, frame, null);
    }

    private static DataFrame people() {
        return DataFrame.foldByRow("age", "sex", "w", "id", "pay")
                .of(20, "f", 1, "a", 10, 30, "m", 2, "b", 20, 40, "f", 3, "c", 30, 50, "m", 4, "d", 40);
    }

    @Test
    void a_formula_is_a_recipe_without_steps() {
        assertEquals(workflow(recipe("mpg ~ ."), NET), workflow("mpg ~ .", NET));
        assertEquals("Workflow mpg ~ . by net", workflow("mpg ~ .", NET).toString());
        assertEquals(
                "Workflow mpg ~ . by net: normalize",
                workflow(recipe("mpg ~ .").normalize(allPredictors()), NET).toString());
    }

    @Test
    void a_workflow_is_a_value_that_json_keeps() throws Exception {
        Workflow flow = workflow(recipe("mpg ~ .").normalize(allPredictors()), NET)
                .validation(holdout(0.75).strata("cyl").seed(3));
        JsonMapper json = new JsonMapper();
        assertEquals(flow, json.readValue(json.writeValueAsString(flow), Workflow.class));
        Workflow plain = workflow("mpg ~ .", NET);
        assertEquals(plain, json.readValue(json.writeValueAsString(plain), Workflow.class));
        assertNotEquals(plain, plain.validation(0.2));
        assertEquals(
                plain.validation(0.3).spec(CLASSES),
                workflow("mpg ~ .", CLASSES).validation(holdout(0.7)));
    }

    @Test
    void the_network_gets_prepared_columns_in_order() {
        Recipe recipe = recipe("pay ~ age + sex").dummy(nominalPredictors()).range(columns("age"));
        WorkflowRows rows = rows(workflow(recipe, NET), people());
        assertEquals(
                List.of("age", "sex_m"),
                rows.preparation().schema().inputs().get(0).columns());
        assertEquals(
                Tensor.of(new float[][] {{0, 0}, {1 / 3f, 1}, {2 / 3f, 0}, {1, 1}}),
                rows.train().x());
        DataFrame others = DataFrame.foldByRow("extra", "sex", "age").of("?", "m", 35, "?", "f", 20);
        assertEquals(
                List.of(Tensor.of(new float[][] {{0.5f, 1}, {0, 0}})),
                rows.preparation().x(others));
    }

    @Test
    void case_weights_weigh_the_rows_and_ids_stay_out() {
        Recipe recipe = recipe("pay ~ . - sex").caseWeight("w").id("id");
        WorkflowRows rows = rows(workflow(recipe, NET), people());
        assertEquals(List.of("age"), rows.preparation().schema().inputs().get(0).columns());
        assertEquals(
                Tensor.of(new float[] {1, 2, 3, 4}, 4), rows.train().weights().get("pay"));
        assertEquals(
                Map.of("pay", Tensor.of(new float[] {4}, 1)),
                rows.preparation().examples(people().tail(1)).weights());
        assertEquals(
                1,
                rows.preparation().x(DataFrame.foldByRow("age").of(33)).get(0).rows());
        refused("Schema: column 'w' must be in the frame, got columns 'age', 'pay'", () -> rows.preparation()
                .examples(people().cols("age", "pay").select()));
    }

    @Test
    void training_rows_alone_go_through_row_steps() {
        Recipe recipe = recipe("pay ~ age").filter("age > 25");
        WorkflowRows rows = WorkflowRows.of(workflow(recipe, NET), people(), people());
        assertEquals(3, rows.train().rows());
        assertEquals(4, Objects.requireNonNull(rows.validation()).rows());
    }

    @Test
    void levels_of_an_outcome_are_declared_or_sorted() {
        DataFrame frame = DataFrame.foldByRow("x", "size").of(1, "small", 2, "large", 3, "medium");
        assertEquals(List.of("large", "medium", "small"), levels(workflow("size ~ x", CLASSES), frame));
        Recipe declared = recipe("size ~ x").factor("size", "small", "medium", "large");
        assertEquals(List.of("small", "medium", "large"), levels(workflow(declared, CLASSES), frame));
        assertEquals(
                List.of("2", "10"),
                levels(workflow("y ~ x", CLASSES), DataFrame.foldByRow("x", "y").of(1, 10, 2, 2)));
    }

    private static List<String> levels(Workflow workflow, DataFrame frame) {
        return rows(workflow, frame).preparation().schema().outcomes().get(0).levels();
    }

    @Test
    void an_array_column_passes_without_a_copy() {
        Tensor x = Tensor.of(new float[12], 3, 2, 2);
        DataFrame frame = DataFrame.byColumn("x", "y").of(TensorSeries.of(x), Series.ofInt(0, 1, 0));
        WorkflowRows rows = rows(workflow("y ~ x", CLASSES), frame);
        assertSame(x, rows.train().x());
        assertSame(x, rows.preparation().x(frame).get(0));
    }

    @Test
    void validation_rows_are_split_off_before_anything_is_learned() {
        Workflow flow =
                workflow(recipe("mpg ~ .").normalize(allPredictors()), NET).validation(0.25);
        WorkflowRows rows = rows(flow, CARS);
        int[] held = holdout(0.75).seed(1).split(CARS).assessment();
        double[] wild = CARS.getColumn("hp").castAsDouble().toDoubleArray();
        Arrays.stream(held).forEach(row -> wild[row] = 1e9);
        WorkflowRows spoiled = rows(flow, CARS.cols("hp").merge(Series.ofDouble(wild)));
        assertEquals(rows.preparation(), spoiled.preparation());
        assertEquals(rows.train(), spoiled.train());
        assertNotEquals(rows.validation(), spoiled.validation());
        assertEquals(8, Objects.requireNonNull(rows.validation()).rows());
        assertEquals(rows, rows(flow, CARS));
    }

    @Test
    void validation_rows_are_drawn_by_strata_or_are_the_last() {
        Workflow flow = workflow("mpg ~ hp", NET);
        DataFrame iris = Datasets.iris();
        Examples even = Objects.requireNonNull(
                rows(workflow("species ~ .", CLASSES).validation(holdout(0.8).strata("species")), iris)
                        .validation());
        int[] codes = even.labels().orElseThrow().codes();
        assertArrayEquals(new long[] {10, 10, 10}, new long[] {count(codes, 0), count(codes, 1), count(codes, 2)});
        Examples last = Objects.requireNonNull(
                rows(flow.validation(holdout(0.75).inOrderOfTime()), CARS).validation());
        assertEquals(rows(flow, CARS.tail(8)).train(), last);
        assertNull(rows(flow, CARS).validation());
    }

    private static long count(int[] codes, int code) {
        return Arrays.stream(codes).filter(each -> each == code).count();
    }

    @Test
    void without_a_seed_one_is_drawn_that_the_split_and_the_spec_share() {
        Spec unseeded = regressor("net", input(), output());
        WorkflowRows rows = rows(workflow("mpg ~ hp", unseeded).validation(0.25), CARS);
        long seed = Objects.requireNonNull(rows.spec().seed());
        WorkflowRows again = rows(workflow("mpg ~ hp", unseeded.seed(seed)).validation(0.25), CARS);
        assertEquals(again, rows);
    }

    @Test
    void validation_is_said_once() {
        Workflow flow = workflow("mpg ~ hp", NET);
        refused("Workflow: validation must be between 0 and 1, got 1.0", () -> flow.validation(1));
        refused("Workflow: validation must be between 0 and 1, got NaN", () -> flow.validation(Double.NaN));
        refused(
                "Keras.fit: validation must be rows of their own or split off by the workflow, got both",
                () -> WorkflowRows.of(flow.validation(0.2), CARS, CARS));
        refused(
                "Workflow: validation must be left out where net has fit_validation_split, got both; only that of the"
                        + " workflow is split off before the recipe is learned",
                () -> workflow("mpg ~ hp", NET.validationSplit(0.2)).validation(0.2));
    }

    @Test
    void predictors_must_be_numbers_when_they_reach_the_network() {
        refused(
                "Workflow pay ~ age + sex: predictor 'sex' must be numbers, got labels 'f', 'm'; make them numbers with"
                        + " dummy, oneHot or zeroBasedCodes in a recipe",
                () -> rows(workflow("pay ~ age + sex", NET), people()));
        DataFrame dated = DataFrame.foldByRow("day", "y").of(java.time.LocalDate.of(2024, 1, 1), 1);
        refused(
                "Workflow y ~ day: predictor 'day' must be numbers, got dates; make them numbers with dateFeatures in a"
                        + " recipe",
                () -> rows(workflow("y ~ day", NET), dated));
        refused(
                "Workflow pay ~ age: predictors must be at least one after the last step, got none",
                () -> rows(workflow(recipe("pay ~ age").remove(allPredictors()), NET), people()));
    }

    @Test
    void a_missing_value_never_reaches_the_network() {
        DataFrame holes = DataFrame.foldByRow("x", "f", "y").of(1, "a", 1, null, "b", 2, 3, null, 3);
        Recipe dummies = recipe("y ~ .").dummy(nominalPredictors());
        String advice =
                "; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit leaves such rows out";
        refused(
                "Schema: column 'x' must have no missing values, got null at row 1" + advice,
                () -> rows(workflow(dummies, NET), holes));
        refused(
                "Schema: column 'f_b' must have no missing values, got NaN at row 2" + advice,
                () -> rows(workflow(dummies.imputeMean(columns("x")), NET), holes));
        refused(
                "Schema: column 'y' must have no missing values, got null at row 0" + advice,
                () -> rows(workflow("y ~ x", NET), DataFrame.foldByRow("x", "y").of(1, null, 2, 2)));
        assertEquals(
                1,
                rows(workflow(dummies.naOmit(allPredictors()), NET), holes)
                        .train()
                        .rows());
    }

    @Test
    void a_new_level_is_what_the_recipe_says() {
        Recipe dummies = recipe("pay ~ age + sex").dummy(nominalPredictors());
        DataFrame other = DataFrame.foldByRow("age", "sex").of(20, "x");
        refused(
                "Recipe: column 'sex' must be one of 'f', 'm', got 'x' at row 0; add novel() before this step"
                        + " to make it a level of its own",
                () -> rows(workflow(dummies, NET), people()).preparation().x(other));
        Recipe novel = recipe("pay ~ age + sex").novel(nominalPredictors()).dummy(nominalPredictors());
        assertEquals(
                List.of(Tensor.of(new float[][] {{20, 0, 1}})),
                rows(workflow(novel, NET), people()).preparation().x(other));
    }

    @Test
    void saved_predictions_need_outcomes_of_other_names_than_their_columns() {
        Workflow open = workflow("id ~ x", regressor("r", input(), block("hidden", dense(between(2, 4))), output()));
        Tuning tuning = Tuning.of(open, Resampling.folds(2), Search.grid(2));
        refused(
                "Tuning: for saved predictions, outcomes must not be named like their columns 'id', '.row', '.config',"
                        + " 'hidden_units', got 'id'; rename the outcome",
                tuning::savePredictions);
        assertTrue(tuning.workflow(workflow("y ~ x", open.spec()))
                .savePredictions()
                .options()
                .predictions());
    }
}
