package keras4j.internal.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.workflow.FrameChecksum;
import keras4j.model.Backend;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Tests of frames that are sent to executors. */
class SentFrameTest {
    private static final DataFrame FRAME = DataFrame.byColumn(
                    "doubles", "floats", "ints", "longs", "flags", "texts", "dates", "enums", "arrays", "tensors",
                    "cells")
            .of(
                    Series.ofDouble(1.5, Double.NaN),
                    Series.ofFloat(2.5f, Float.NaN),
                    Series.ofInt(1, 2),
                    Series.ofLong(1L << 60, 2),
                    Series.ofBool(true, false),
                    Series.of("a", null),
                    Series.of(LocalDate.of(2026, 1, 2), null),
                    Series.of(Backend.JAX, Backend.TENSORFLOW),
                    Series.of(new float[] {1, 2}, new float[] {3}),
                    TensorSeries.of(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)),
                    Series.of(Tensor.of(new float[] {1, 2}, 1, 2), new BigDecimal("1.50")));

    private static DataFrame sent(DataFrame frame) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(SentFrame.of(frame));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return ((SentFrame) in.readObject()).frame();
        }
    }

    @Test
    void a_frame_arrives_as_it_was_sent() throws Exception {
        DataFrame arrived = sent(FRAME);
        assertEquals(FrameChecksum.of(FRAME), FrameChecksum.of(arrived));
        for (String name : FRAME.getColumnsIndex()) {
            assertSame(FRAME.getColumn(name).getClass(), arrived.getColumn(name).getClass(), name);
        }
        assertEquals(
                Tensor.of(new float[] {1, 2}, 1, 2), arrived.getColumn("cells").get(0));
    }

    @Test
    void selected_rows_of_a_tensor_are_sent_alone() throws Exception {
        DataFrame arrived = sent(FRAME.rows(1).select());
        assertArrayEquals(
                new float[] {4, 5, 6}, (float[]) arrived.getColumn("tensors").get(0));
        assertEquals(1, arrived.height());
    }
}
