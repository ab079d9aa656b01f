package keras4j;

import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Tensor;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.recipe.DateFeature;
import keras4j.recipe.Recipe;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.dflib.csv.Csv;
import org.junit.jupiter.api.Test;

/** Tests of frames with cells of every type. */
class FrameKindsTest {
    private enum Size {
        SMALL,
        LARGE
    }

    private static final Spec NET = regressor("net", input(), output());

    private static Tensor x(Recipe recipe, DataFrame frame) {
        return WorkflowRows.of(workflow(recipe, NET), frame, null).train().x();
    }

    private static Tensor x(Series<?> cells) {
        return x(recipe("y ~ x"), DataFrame.byColumn("x", "y").of(cells, Series.ofInt(1, 2)));
    }

    @Test
    void numbers_of_every_type_are_numbers() {
        Tensor expected = Tensor.of(new float[][] {{1}, {2}});
        assertEquals(expected, x(Series.ofInt(1, 2)));
        assertEquals(expected, x(Series.ofLong(1, 2)));
        assertEquals(expected, x(Series.ofFloat(1, 2)));
        assertEquals(expected, x(Series.ofDouble(1, 2)));
        assertEquals(expected, x(Series.of((short) 1, (byte) 2)));
        assertEquals(expected, x(Series.of(new BigDecimal("1.0"), new BigDecimal("2"))));
    }

    @Test
    void booleans_are_zero_and_one() {
        Tensor expected = Tensor.of(new float[][] {{1}, {0}});
        assertEquals(expected, x(Series.ofBool(true, false)));
        assertEquals(expected, x(Series.of(true, false)));
    }

    @Test
    void enum_constants_are_labels_in_their_order() {
        DataFrame frame = DataFrame.foldByRow("size", "y").of(Size.SMALL, 1, Size.LARGE, 2);
        assertEquals(
                Tensor.of(new float[][] {{0}, {1}}), x(recipe("y ~ size").zeroBasedCodes(nominalPredictors()), frame));
        WorkflowRows rows = WorkflowRows.of(workflow("size ~ y", classifier("sizes", input(), output())), frame, null);
        assertEquals(
                List.of("SMALL", "LARGE"),
                rows.preparation().schema().outcomes().get(0).levels());
    }

    @Test
    void dates_are_their_features() {
        DataFrame frame =
                DataFrame.foldByRow("day", "y").of(LocalDate.of(2024, 2, 29), 1, LocalDate.of(2025, 12, 31), 2);
        Recipe recipe = recipe("y ~ day").dateFeatures(columns("day"), DateFeature.YEAR);
        assertEquals(Tensor.of(new float[][] {{2024}, {2025}}), x(recipe, frame));
    }

    @Test
    void nulls_in_columns_of_objects_are_filled() {
        DataFrame frame = DataFrame.foldByRow("x", "f", "y").of(1, "a", 1, null, null, 2, 3, "b", 3);
        Recipe recipe = recipe("y ~ .")
                .imputeMean(numericPredictors())
                .unknown(nominalPredictors())
                .zeroBasedCodes(nominalPredictors());
        assertEquals(Tensor.of(new float[][] {{1, 0}, {2, 2}, {3, 1}}), x(recipe, frame));
    }

    @Test
    void a_csv_file_is_read_by_dflib() {
        String csv = "age,sex,pay\n20,f,10\n,m,20\n40,,30\n";
        DataFrame frame = Csv.loader()
                .emptyStringIsNull()
                .doubleCol("age", Double.NaN)
                .intCol("pay")
                .load(new StringReader(csv));
        Recipe recipe = recipe("pay ~ .")
                .imputeMean(numericPredictors())
                .imputeMode(nominalPredictors())
                .dummy(nominalPredictors());
        assertEquals(Tensor.of(new float[][] {{20, 0}, {30, 1}, {40, 0}}), x(recipe, frame));
    }

    private static DataFrame csv(String... lines) {
        return Csv.loader().load(new StringReader(String.join("\n", lines)));
    }

    private static Recipe dummies() {
        return recipe("pay ~ .").dummy(nominalPredictors());
    }

    @Test
    void text_that_is_all_numbers_is_refused_with_the_way_to_read_it() {
        DataFrame frame =
                csv("age,sex,pay", "20,f,1", ",m,2", "-4.5e1,f,3").cols("pay").merge(Series.ofInt(1, 2, 3));
        String message = "Recipe: column 'age' must be labels if it is text, got only numbers, such as '20';"
                + " Csv.loader().emptyStringIsNull().doubleCol(\"age\", Double.NaN) reads them, factor(\"age\") in a"
                + " recipe makes them labels";
        refused(message, () -> recipe("pay ~ .").fit(frame));
        refused(message, () -> dummies().fit(frame));
        assertEquals(
                List.of("pay", "age_-4.5e1", "age_20", "sex_m"),
                List.of(dummies()
                        .factor("age", "", "-4.5e1", "20")
                        .prepare(frame)
                        .frame()
                        .getColumnsIndex()
                        .toArray()));
        assertEquals(
                1,
                recipe("pay ~ sex")
                        .dummy(columns("sex"))
                        .fit(frame)
                        .predictors()
                        .size());
    }

    @Test
    void text_whose_dummies_are_more_than_a_fifth_of_the_rows_is_refused_with_a_remedy() {
        DataFrame names = people(20, 5);
        refused(
                "Recipe: column 'name' must have at most 4 dummies for 20 rows, got 5; take it out of the formula, collapse"
                        + " rare levels with other before, or keep all with factor(\"name\") in a recipe",
                () -> recipe("pay ~ .").oneHot(nominalPredictors()).fit(names));
        assertEquals(4, dummies().fit(names).predictors().size());
        assertEquals(
                5,
                recipe("pay ~ .")
                        .factor("name")
                        .oneHot(nominalPredictors())
                        .fit(names)
                        .predictors()
                        .size());
        assertEquals(
                20, dummies().factor("name").fit(people(21, 21)).predictors().size());
        assertEquals(
                5,
                recipe("pay ~ .")
                        .oneHot(nominalPredictors())
                        .fit(people(25, 5))
                        .predictors()
                        .size());
        assertEquals(
                3,
                recipe("pay ~ .")
                        .oneHot(nominalPredictors())
                        .fit(people(3, 3))
                        .predictors()
                        .size());
        assertEquals(
                6,
                recipe("pay ~ .")
                        .novel(columns("name"))
                        .unknown(columns("name"))
                        .oneHot(columns("name"))
                        .fit(people(20, 4))
                        .predictors()
                        .size());
    }

    @Test
    void numbers_among_which_a_word_stands_for_missing_ones_are_recognized() {
        DataFrame frame = DataFrame.byColumn("age", "pay")
                .of(Series.of("1", "2", "NA", "4", "5.5", "6"), Series.ofInt(1, 2, 3, 4, 5, 6));
        refused(
                "Recipe: column 'age' must have at most 3 dummies for 6 rows, got 5;"
                        + " Csv.loader().nullString(\"NA\").doubleCol(\"age\", Double.NaN) reads numbers, factor(\"age\")"
                        + " in a recipe makes them labels",
                () -> dummies().fit(frame));
    }

    private static DataFrame people(int rows, int names) {
        return DataFrame.byColumn("name", "pay")
                .of(
                        Series.ofIterable(IntStream.range(0, rows)
                                .mapToObj(row -> "n" + row % names)
                                .toList()),
                        Series.ofInt(IntStream.range(0, rows).toArray()));
    }
}
