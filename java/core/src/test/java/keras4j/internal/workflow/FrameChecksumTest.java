package keras4j.internal.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.Set;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameChecksumTest {
    private static DataFrame frame(String name, @Nullable Object second, float pixel) {
        TensorSeries pixels = TensorSeries.of(Tensor.of(new float[][] {{0, pixel}, {3, 4}}));
        return DataFrame.byColumn(name, "pixels").of(Series.of("a", second), pixels);
    }

    @Test
    void the_same_rows_have_the_same_sum_and_any_other_name_cell_or_pixel_has_another() {
        String sum = FrameChecksum.of(frame("x", "b", 1));
        assertEquals(sum, FrameChecksum.of(frame("x", "b", 1)));
        assertTrue(sum.startsWith("2 x 2, SHA-256 "), sum);
        Set<String> others = new LinkedHashSet<>();
        others.add(FrameChecksum.of(frame("y", "b", 1)));
        others.add(FrameChecksum.of(frame("x", "c", 1)));
        others.add(FrameChecksum.of(frame("x", null, 1)));
        others.add(FrameChecksum.of(frame("x", new int[] {1, 2}, 1)));
        others.add(FrameChecksum.of(frame("x", new int[] {1, 3}, 1)));
        others.add(FrameChecksum.of(frame("x", "b", Math.nextUp(1f))));
        others.add(FrameChecksum.of(frame("x", "b", 1).head(1)));
        others.add(sum);
        assertEquals(8, others.size());
    }
}
