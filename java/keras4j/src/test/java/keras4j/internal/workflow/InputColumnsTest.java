package keras4j.internal.workflow;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Refused.refused;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import keras4j.data.Datasets;
import keras4j.data.Input;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.recipe.Prepared;
import keras4j.recipe.Recipe;
import keras4j.spec.Block;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Tests of the assignment of columns to inputs and outputs. */
class InputColumnsTest {
    private static final Block JOIN = block("join", concatenate()).from("sepal", "petal");
    private static final Block SEPAL = input().as("sepal").columns("sepal_length", "sepal_width");
    private static final Block PETAL = input().as("petal").columns("petal_length");
    private static final Spec TWO = classifier(
            "two",
            SEPAL,
            PETAL,
            JOIN,
            output().as("species").from("join"),
            output().as("petal_width").mode(ModelMode.REGRESSOR).from("join"));

    private static Schema schema(Spec spec, String formula) {
        return schema(spec, recipe(formula), Datasets.iris());
    }

    private static Schema schema(Spec spec, Recipe recipe, DataFrame frame) {
        Prepared prepared = recipe.prepare(frame);
        return InputColumns.of(spec, prepared.recipe()).schema(prepared.frame());
    }

    @Test
    void inputs_take_their_columns_and_outputs_the_outcomes_of_their_names() {
        Schema schema = schema(TWO, "petal_width + species ~ .");
        assertEquals(
                List.of(List.of("sepal_length", "sepal_width"), List.of("petal_length")),
                schema.inputs().stream().map(Input::columns).toList());
        assertEquals(
                List.of("species", "petal_width"),
                schema.outcomes().stream().map(Outcome::name).toList());
        assertEquals(
                List.of(3, 1), schema.outcomes().stream().map(Outcome::width).toList());
    }

    @Test
    void one_output_takes_one_outcome_whatever_its_name() {
        Schema schema = schema(classifier("one", input(), output().as("what")), "species ~ sepal_length");
        assertEquals("species", schema.outcomes().get(0).name());
        assertEquals("input", schema.inputs().get(0).name());
    }

    @Test
    void one_output_takes_several_outcomes_that_are_numbers() {
        Schema schema =
                schema(regressor("ahead", input(), output(dense(2))), "petal_width + petal_length ~ sepal_width");
        assertEquals(
                List.of("petal_width", "petal_length"), schema.outcomes().get(0).columns());
        assertEquals(List.of(2), schema.outcomes().get(0).shape());
        refused(
                "c: outcomes of species + petal_width ~ . must be numbers to come out of one output, got a classifier;"
                        + " give each an output of its name",
                () -> schema(classifier("c", input(), output()), "species + petal_width ~ ."));
    }

    @Test
    void a_predictor_that_no_input_takes_is_refused() {
        refused(
                "two: predictors of species ~ . must each go into an input, got petal_width, which none takes;"
                        + " name it in columns(...) or take it out of the formula",
                () -> schema(classifier("two", SEPAL, PETAL, JOIN, output().from("join")), "species ~ ."));
    }

    @Test
    void an_input_takes_predictors_only() {
        refused(
                "two: input petal must take predictors of species + petal_width ~ sepal_length + sepal_width, got"
                        + " petal_length; did you mean sepal_length?",
                () -> schema(TWO, "species + petal_width ~ sepal_length + sepal_width"));
        refused(
                "named: input petal must take predictors of species ~ ., got petal",
                () -> schema(
                        classifier("named", SEPAL, input().as("petal"), JOIN, output().from("join")), "species ~ ."));
    }

    @Test
    void outcomes_and_outputs_have_the_same_names() {
        refused(
                "two: outcomes of petal_length + species ~ sepal_length must each have an output of their name, got"
                        + " petal_length; did you mean petal_width?",
                () -> schema(
                        classifier(
                                "two",
                                input(),
                                output().as("species").from("input"),
                                output().as("petal_width").from("input")),
                        "petal_length + species ~ sepal_length"));
        refused(
                "two: outputs must each have an outcome of their name in species ~ sepal_length, got none for petal_width",
                () -> schema(
                        classifier(
                                "two",
                                input(),
                                output().as("species").from("input"),
                                output().as("petal_width")
                                        .mode(ModelMode.REGRESSOR)
                                        .from("input")),
                        "species ~ sepal_length"));
    }

    @Test
    void an_input_takes_what_a_recipe_made_of_a_column_by_the_name_of_that_column() {
        DataFrame frame =
                DataFrame.foldByRow("age", "sex", "sex_born", "y").of(1, "f", "m", 1, 2, "m", "f", 2, 4, "f", "f", 3);
        Recipe recipe = recipe("y ~ .").poly(columns("age"), 2).oneHot(nominalPredictors());
        Spec spec = regressor(
                "towers",
                input().as("sex"),
                input().as("rest").columns("sex_born_m", "age"),
                input().as("born").columns("sex_born"),
                block("join", concatenate()).from("sex", "rest", "born"),
                output().from("join"));
        assertEquals(
                List.of(
                        List.of("sex_f", "sex_m"),
                        List.of("sex_born_m", "age_poly_1", "age_poly_2"),
                        List.of("sex_born_f", "sex_born_m")),
                schema(spec, recipe, frame).inputs().stream()
                        .map(Input::columns)
                        .toList());
    }

    @Test
    void an_input_takes_only_what_was_computed_from_its_own_columns_whatever_the_names() {
        DataFrame frame = DataFrame.byColumn("y", "a", "a_b")
                .of(Series.ofDouble(1, 2, 3, 4), Series.of("u", "b_x", "u", "b_x"), Series.of("y", "z", "z", "y"));
        Spec spec = towers(input().as("one").columns("a"), input().as("two").columns("a_b"));
        assertEquals(
                List.of(List.of("a_b_x", "a_u"), List.of("a_b_y", "a_b_z")),
                columnsOf(schema(spec, recipe("y ~ a + a_b").oneHot(nominalPredictors()), frame)));
    }

    @Test
    void a_column_of_an_old_name_is_not_taken_for_the_one_that_had_it() {
        DataFrame frame = DataFrame.byColumn("y", "a_b", "a")
                .of(Series.ofDouble(1, 2, 3, 4), Series.of("y", "z", "z", "y"), Series.of("u", "b", "u", "b"));
        Spec spec = towers(input().as("one").columns("a"), input().as("two").columns("a_b"));
        assertEquals(
                List.of(List.of("a_b", "a_u"), List.of("a_b_y", "a_b_z")),
                columnsOf(schema(spec, recipe("y ~ .").oneHot(nominalPredictors()), frame)));
    }

    @Test
    void a_column_of_several_goes_into_the_input_that_names_all_of_them() {
        DataFrame frame = DataFrame.byColumn("y", "a", "b", "c")
                .of(
                        Series.ofDouble(1, 2, 3, 4),
                        Series.ofDouble(1, 2, 4, 8),
                        Series.ofDouble(5, 3, 9, 1),
                        Series.ofDouble(0, 1, 0, 1));
        Recipe recipe = recipe("y ~ .").pca(columns("a", "b"), 1);
        Spec both =
                towers(input().as("one").columns("a", "b"), input().as("two").columns("c"));
        assertEquals(List.of(List.of("PC1"), List.of("c")), columnsOf(schema(both, recipe, frame)));
        Spec apart = towers(input().as("one").columns("a"), input().as("two").columns("b", "c"));
        refused("towers: input one must take predictors of y ~ ., got a", () -> schema(apart, recipe, frame));
    }

    @Test
    void outcomes_whose_predictions_would_share_a_name_are_refused() {
        DataFrame frame = DataFrame.byColumn("y", "x")
                .of(Series.of("class", "other", "class", "other"), Series.ofDouble(1, 2, 3, 4));
        refused(
                "Predictions: columns must have distinct names, got '.pred_class' for the labels of 'y' and for level"
                        + " 'class' of 'y'; rename one of them",
                () -> schema(classifier("c", input(), output()), recipe("y ~ x"), frame));
    }

    private static Spec towers(Block one, Block two) {
        return regressor("towers", one, two, block("join", concatenate()).from("one", "two"), output().from("join"));
    }

    private static List<List<String>> columnsOf(Schema schema) {
        return schema.inputs().stream().map(Input::columns).toList();
    }
}
