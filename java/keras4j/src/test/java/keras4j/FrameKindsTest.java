package keras4j;

import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
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
}
