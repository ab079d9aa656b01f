package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private final TruthEstimates pets =
            TruthEstimates.of(Labels.of("cat", "dog", "dog", "dog"), Labels.of("cat", "cat", "dog", "dog"));
    private final ConfusionMatrix matrix = ConfusionMatrix.of(pets);

    @Test
    void rows_are_true_and_columns_predicted() {
        assertEquals(List.of("cat", "dog"), matrix.levels());
        assertArrayEquals(new double[] {1, 0}, matrix.counts()[0]);
        assertArrayEquals(new double[] {1, 2}, matrix.counts()[1]);
    }

    @Test
    void a_frame_has_a_row_for_each_pair() {
        DataFrame frame = matrix.toFrame();
        assertEquals(
                List.of("cat", "cat", "dog", "dog"), frame.getColumn("truth").toList());
        assertEquals(
                List.of("cat", "dog", "cat", "dog"),
                frame.getColumn("predicted").toList());
        assertEquals(List.of(1.0, 0.0, 1.0, 2.0), frame.getColumn("n").toList());
    }

    @Test
    void a_table_is_aligned() {
        assertEquals("""
                truth  cat  dog
                cat      1    0
                dog      1    2""", matrix.table());
    }

    @Test
    void weights_are_added_up() {
        ConfusionMatrix weighted = ConfusionMatrix.of(pets.weights(1, 2, 0.5, 1));
        assertArrayEquals(new double[] {2, 1.5}, weighted.counts()[1]);
        assertEquals("ConfusionMatrix 2 levels, 2.5 of 4.5 right", weighted.toString());
    }

    @Test
    void numbers_have_none() {
        RefusedData.with(
                "ConfusionMatrix: cases must be classes, got Cases 1 rows of numbers",
                () -> ConfusionMatrix.of(TruthEstimates.of(new double[1], new double[1])));
    }

    @Test
    void matrices_are_equal_by_content_and_print_on_one_line() {
        assertEquals(matrix, ConfusionMatrix.of(pets));
        assertEquals(matrix.hashCode(), ConfusionMatrix.of(pets).hashCode());
        assertNotEquals(matrix, ConfusionMatrix.of(pets.weights(2, 1, 1, 1)));
        assertEquals("ConfusionMatrix 2 levels, 3 of 4 right", matrix.toString());
    }
}
