package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import java.util.stream.IntStream;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorSeriesTest {
    private final Tensor tensor = Tensor.of(new float[] {0, 1, 10, 11, 20, 21, 30, 31}, 4, 2);
    private final DataFrame frame = DataFrame.byColumn("x", "id").of(TensorSeries.of(tensor), Series.ofInt(0, 1, 2, 3));

    private static TensorSeries x(DataFrame frame) {
        return assertInstanceOf(TensorSeries.class, frame.getColumn("x"));
    }

    private static float[] firsts(DataFrame frame) {
        float[] firsts = new float[frame.height()];
        for (int row = 0; row < firsts.length; row++) {
            firsts[row] = ((float[]) frame.getColumn("x").get(row))[0];
        }
        return firsts;
    }

    private void sharesMemory(DataFrame part, int row) {
        tensor.buffer().putFloat(row * 8, -5);
        assertEquals(-5, x(part).tensor().row(0)[0]);
    }

    @Test
    void its_cells_are_the_rows() {
        assertEquals(4, frame.height());
        assertArrayEquals(new float[] {20, 21}, x(frame).get(2));
        assertSame(tensor, x(frame).tensor());
        assertEquals(float[].class, x(frame).getInferredType());
        assertEquals(float[].class, x(frame).getNominalType());
    }

    @Test
    void one_number_a_row_is_an_ordinary_column() {
        RefusedData.with(
                "TensorSeries: tensor must have shape (rows, ...), got (3)",
                () -> TensorSeries.of(Tensor.of(new float[3], 3)));
    }

    @Test
    void head_is_a_view() {
        assertArrayEquals(new float[] {0, 10}, firsts(frame.head(2)));
        sharesMemory(frame.head(2), 0);
    }

    @Test
    void tail_is_a_view() {
        assertArrayEquals(new float[] {20, 30}, firsts(frame.tail(2)));
        sharesMemory(frame.tail(2), 2);
    }

    @Test
    void a_range_of_rows_is_a_view() {
        DataFrame range = frame.rowsRange(1, 3).select();
        assertArrayEquals(new float[] {10, 20}, firsts(range));
        assertEquals(2, x(range).tensor().rows());
        sharesMemory(range, 1);
    }

    @Test
    void chosen_rows_come_in_the_order_chosen() {
        DataFrame chosen = frame.rows(3, 0, 3).select();
        assertArrayEquals(new float[] {30, 0, 30}, firsts(chosen));
        assertArrayEquals(new float[] {30, 31, 0, 1, 30, 31}, x(chosen).tensor().toFloats());
    }

    @Test
    void a_choice_from_a_choice_and_a_range_of_it_stay_right() {
        DataFrame chosen = frame.rows(3, 2, 0).select().rows(2, 1).select();
        assertArrayEquals(new float[] {0, 20}, firsts(chosen));
        DataFrame range = frame.rows(3, 2, 0).select().rowsRange(1, 3).select();
        assertArrayEquals(new float[] {20, 21, 0, 1}, x(range).tensor().toFloats());
    }

    @Test
    void a_choice_from_a_range_counts_from_its_start() {
        assertArrayEquals(new float[] {30, 10}, firsts(frame.tail(3).rows(2, 0).select()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void cells_stay_with_their_rows_whatever_is_chosen(long seed) {
        Random random = new Random(seed);
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        DataFrame chosen = DataFrame.byColumn("x", "id")
                .of(
                        TensorSeries.of(Tensor.of(values, 1000, 1)),
                        Series.ofInt(IntStream.range(0, 1000).toArray()));
        for (int step = 0; step < 40 && chosen.height() > 1; step++) {
            chosen = choose(chosen, random);
            float[] ids = new float[chosen.height()];
            for (int row = 0; row < ids.length; row++) {
                ids[row] = (Integer) chosen.getColumn("id").get(row);
            }
            assertArrayEquals(ids, x(chosen).tensor().toFloats(), "seed " + seed + ", step " + step);
            assertArrayEquals(ids, firsts(chosen), "seed " + seed + ", step " + step);
        }
    }

    private static DataFrame choose(DataFrame frame, Random random) {
        int rows = frame.height();
        int from = random.nextInt(1 + rows / 10);
        return switch (random.nextInt(6)) {
            case 0 -> frame.head(rows - from);
            case 1 -> frame.tail(rows - from);
            case 2 -> frame.rowsRange(from, rows).select();
            case 3 -> frame.sort("id", random.nextBoolean());
            case 4 -> frame.rowsSample(rows - from, random).select();
            default -> frame.rows(random.ints(rows, 0, rows).toArray()).select();
        };
    }

    @Test
    void a_condition_chooses_rows() {
        assertArrayEquals(
                new float[] {0, 20},
                firsts(frame.rows(row -> row.get("id", Integer.class) % 2 == 0).select()));
    }

    @Test
    void sorting_by_another_column_moves_the_cells_along() {
        assertArrayEquals(new float[] {30, 20, 10, 0}, firsts(frame.sort("id", false)));
    }

    @Test
    void gaps_of_a_join_are_nulls() {
        DataFrame left = DataFrame.byColumn("id").of(Series.ofInt(2, 9));
        DataFrame joined = left.leftJoin(frame).on("id").select();
        Series<float[]> cells = joined.getColumn("x");
        assertArrayEquals(new float[] {20, 21}, cells.get(0));
        assertNull(cells.get(1));
    }

    @Test
    void frames_put_together_hold_the_cells_of_both() {
        DataFrame both = frame.head(1).vConcat(frame.tail(1));
        assertArrayEquals(new float[] {0, 30}, firsts(both));
    }

    @Test
    void a_changed_cell_changes_nothing() {
        x(frame).get(0)[0] = 99;
        assertEquals(0, x(frame).get(0)[0]);
    }

    @Test
    void it_has_no_nulls_to_fill_and_nothing_to_materialise() {
        TensorSeries x = x(frame);
        assertSame(x, x.materialize());
        assertSame(x, x.fillNulls(new float[2]));
        assertSame(x, x.fillNullsFromSeries(x));
        assertSame(x, x.fillNullsForward());
        assertSame(x, x.fillNullsBackwards());
    }
}
