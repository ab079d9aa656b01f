package keras4j.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

class RowSplitTest {
    private final RowSplit split = RowSplit.of("Fold1", new int[] {2, 0, 2}, new int[] {1});

    @Test
    void a_frame_gives_its_rows() {
        DataFrame frame = DataFrame.byColumn("x", "y")
                .of(TensorSeries.of(Tensor.of(new float[][] {{0}, {1}, {2}})), Series.of("a", "b", "c"));
        assertEquals(
                List.of("c", "a", "c"), split.analysis(frame).getColumn("y").toList());
        assertEquals(2, split.analysis(frame).<float[]>getColumn("x").get(0)[0]);
        assertEquals(List.of("b"), split.assessment(frame).getColumn("y").toList());
    }

    @Test
    void examples_give_their_rows_with_labels_and_weights() {
        Examples examples = Examples.of(Tensor.of(new float[][] {{0}, {1}, {2}}), Labels.of("a", "b", "c"))
                .weights(new float[] {1, 2, 3});
        Labels taken = Labels.of(List.of("a", "b", "c"), new int[] {2, 0, 2});
        assertEquals(
                Examples.of(Tensor.of(new float[][] {{2}, {0}, {2}}), taken).weights(new float[] {3, 1, 3}),
                split.analysis(examples));
        assertEquals(1, split.assessment(examples).rows());
    }

    @Test
    void a_split_is_json() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        String text = "{\"id\":\"Fold1\",\"analysis\":[2,0,2],\"assessment\":[1]}";
        assertEquals(text, json.writeValueAsString(split));
        assertEquals(split, json.readValue(text, RowSplit.class));
        Folds folds = new Folds(List.of(split));
        assertEquals("[" + text + "]", json.writeValueAsString(folds));
        assertEquals(folds, json.readValue("[" + text + "]", Folds.class));
    }

    @Test
    void rows_that_are_not_there_are_refused() {
        RefusedData.with(
                "RowSplit 'a': assessment must be row numbers of 0 or more, got none",
                () -> RowSplit.of("a", new int[] {1}, new int[0]));
        RefusedData.with(
                "RowSplit 'a': analysis must be row numbers of 0 or more, got -1",
                () -> RowSplit.of("a", new int[] {1, -1}, new int[] {1}));
        RefusedData.with(
                "RowSplit 'Fold1': data must have at least 3 rows, got 2",
                () -> split.analysis(DataFrame.byColumn("y").of(Series.of("a", "b"))));
        Examples two = Examples.of(Tensor.of(new float[2], 2, 1), Labels.of("a", "b"));
        RefusedData.with("RowSplit 'Fold1': data must have at least 3 rows, got 2", () -> split.assessment(two));
    }

    @Test
    void folds_have_distinct_ids() {
        RefusedData.with(
                "Folds: splits must not be empty and must have distinct ids, got []", () -> new Folds(List.of()));
        RefusedData.with(
                "Folds: splits must not be empty and must have distinct ids, got [Fold1, Fold1]",
                () -> new Folds(List.of(split, split)));
    }

    @Test
    void splits_are_equal_by_content_and_print_on_one_line() {
        assertEquals(split, RowSplit.of("Fold1", new int[] {2, 0, 2}, new int[] {1}));
        assertEquals(
                split.hashCode(),
                RowSplit.of("Fold1", new int[] {2, 0, 2}, new int[] {1}).hashCode());
        assertNotEquals(split, RowSplit.of("Fold2", new int[] {2, 0, 2}, new int[] {1}));
        assertEquals("Split Fold1 3 analysis, 1 assessment", split.toString());
        assertEquals("Folds 1: Fold1", new Folds(List.of(split)).toString());
        assertEquals("Folds 10: Fold01 … Fold10", Resampling.folds(10).of(10).toString());
    }
}
