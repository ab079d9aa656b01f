package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TensorTest {
    private final Tensor six = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

    @Test
    void a_matrix_becomes_rows_and_columns() {
        Tensor tensor = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        assertEquals(six, tensor);
        assertEquals(six.hashCode(), tensor.hashCode());
        assertArrayEquals(new int[] {3, 2}, tensor.shape());
        assertEquals(3, tensor.rows());
        assertArrayEquals(new int[] {2}, tensor.rowShape());
        assertEquals(2, tensor.rowSize());
        assertArrayEquals(new float[] {3, 4}, tensor.row(1));
    }

    @Test
    void ragged_rows_are_refused() {
        RefusedData.with(
                "Tensor: rows must all have 2 values like row 0, got 1 at row 1",
                () -> Tensor.of(new float[][] {{1, 2}, {3}}));
        RefusedData.with("Tensor: values must have at least one row, got none", () -> Tensor.of(new float[0][]));
    }

    @Test
    void values_that_do_not_fill_the_shape_are_refused() {
        RefusedData.with(
                "Tensor: values must be 6 numbers for shape (2, 3), got 5", () -> Tensor.of(new float[5], 2, 3));
        RefusedData.with("Tensor: values must be 2 numbers for shape (2), got 1", () -> Tensor.ofInts(new int[1], 2));
        RefusedData.with("Tensor: values must be 2 numbers for shape (2), got 3", () -> Tensor.ofBytes(new byte[3], 2));
    }

    @Test
    void a_shape_that_no_tensor_has_is_refused() {
        RefusedData.with("Tensor: shape must have at least one dimension, got ()", () -> Tensor.of(new float[1]));
        RefusedData.with(
                "Tensor: shape must have dimensions of 1 or more (rows: 0 or more), got (2, 0)",
                () -> Tensor.of(new float[0], 2, 0));
        RefusedData.with(
                "Tensor: shape must have dimensions of 1 or more (rows: 0 or more), got (-1, 2)",
                () -> Tensor.of(new float[0], -1, 2));
        RefusedData.with(
                "Tensor: shape must take at most 2147483647 bytes, got (60000, 10000) float32",
                () -> Tensor.of(new float[0], 60000, 10000));
        RefusedData.with(
                "Tensor: shape must take at most 2147483647 bytes, got (2147483647, 2147483647) uint8",
                () -> Tensor.ofBytes(new byte[0], Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void a_slice_is_a_view_on_the_same_memory() {
        Tensor slice = six.slice(1, 3);
        assertArrayEquals(new float[] {3, 4, 5, 6}, slice.toFloats());
        six.buffer().putFloat(8, 30);
        assertArrayEquals(new float[] {30, 4}, slice.row(0));
        assertEquals(0, six.slice(3, 3).rows());
        assertThrows(IndexOutOfBoundsException.class, () -> six.slice(2, 4));
    }

    @Test
    void the_buffer_holds_exactly_the_tensor_in_native_order() {
        ByteBuffer buffer = six.slice(1, 2).buffer();
        assertTrue(buffer.isDirect());
        assertEquals(ByteOrder.nativeOrder(), buffer.order());
        assertEquals(0, buffer.position());
        assertEquals(8, buffer.capacity());
        assertEquals(3f, buffer.getFloat());
        assertEquals(0, six.slice(1, 2).buffer().position(), "every buffer has a position of its own");
    }

    @Test
    void a_direct_buffer_is_wrapped_without_a_copy() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder());
        buffer.position(4);
        Tensor tensor = Tensor.wrap(buffer, DType.FLOAT32, 2, 1);
        buffer.putFloat(8, 7);
        assertArrayEquals(new float[] {0, 7}, tensor.toFloats());
    }

    @Test
    void a_buffer_that_python_cannot_see_is_refused() {
        RefusedData.with(
                "Tensor: buffer must be direct, got a heap buffer",
                () -> Tensor.wrap(ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()), DType.FLOAT32, 1));
        ByteOrder foreign =
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        RefusedData.with(
                "Tensor: buffer must be in native byte order (" + ByteOrder.nativeOrder() + "), got " + foreign,
                () -> Tensor.wrap(ByteBuffer.allocateDirect(4).order(foreign), DType.FLOAT32, 1));
        RefusedData.with(
                "Tensor: buffer must hold 8 bytes for float32 (2), got 4",
                () -> Tensor.wrap(ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()), DType.FLOAT32, 2));
    }

    @Test
    void ints_and_bytes_are_read_as_the_numbers_they_are() {
        assertArrayEquals(
                new float[] {-1, 7}, Tensor.ofInts(new int[] {-1, 7}, 2).toFloats());
        assertArrayEquals(
                new float[] {255, 7}, Tensor.ofBytes(new byte[] {-1, 7}, 2).toFloats());
    }

    @Test
    void tensors_differ_by_type_shape_or_content() {
        assertNotEquals(six, Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        assertNotEquals(six, Tensor.of(new float[] {1, 2, 3, 4, 5, 7}, 3, 2));
        assertNotEquals(Tensor.ofInts(new int[] {1}, 1), Tensor.of(new float[] {Float.intBitsToFloat(1)}, 1));
    }

    @Test
    void the_arrays_handed_in_and_out_are_copies() {
        float[] values = {1};
        int[] shape = {1};
        Tensor tensor = Tensor.of(values, shape);
        values[0] = 2;
        shape[0] = 2;
        tensor.shape()[0] = 3;
        tensor.toFloats()[0] = 4;
        assertEquals(Tensor.of(new float[] {1}, 1), tensor);
    }

    @Test
    void it_prints_its_shape_and_type() {
        assertEquals("Tensor (3, 2) float32", six.toString());
    }

    private static final String[] TEXTS = {"a", "", "grün 映画 😀", "four"};

    @Test
    void texts_are_kept_as_they_are_in_slices_and_chosen_rows() {
        Tensor texts = Tensor.ofStrings(TEXTS, 2, 2);
        assertEquals("Tensor (2, 2) string", texts.toString());
        assertArrayEquals(TEXTS, texts.toStrings());
        assertArrayEquals(new String[] {TEXTS[2], TEXTS[3]}, texts.slice(1, 2).toStrings());
        assertArrayEquals(
                new String[] {TEXTS[2], TEXTS[3], TEXTS[0], TEXTS[1]},
                texts.take(1, 0).toStrings());
        assertArrayEquals(new String[0], Tensor.ofStrings(new String[0], 0, 3).toStrings());
    }

    @Test
    void equal_texts_are_equal_however_long_others_beside_them_were() {
        Tensor first = Tensor.ofStrings(TEXTS, 4, 1).slice(0, 1);
        Tensor same = Tensor.ofStrings(new String[] {"a"}, 1, 1);
        assertEquals(same, first);
        assertEquals(same.hashCode(), first.hashCode());
        assertNotEquals(Tensor.ofStrings(new String[] {"b"}, 1, 1), first);
    }

    @Test
    void texts_are_refused_that_no_layer_could_read() {
        refused("Tensor: texts must have no character NUL, got one in text 1", "a", "b\0c");
        refused("Tensor: texts must have whole characters, got half a surrogate pair in text 0", "\ud83d");
        refused("Tensor: values must be 1 texts for shape (1, 1), got 2", "a", "b");
        assertEquals(
                "Tensor: dtype must be one of numbers, got string; toStrings() gives texts",
                assertThrows(IllegalStateException.class, Tensor.ofStrings(TEXTS, 4, 1)::toFloats)
                        .getMessage());
        assertEquals(
                "Tensor: dtype must be string for toStrings(), got float32",
                assertThrows(IllegalStateException.class, six::toStrings).getMessage());
        assertEquals(
                "TensorSeries: tensor must be numbers, got texts; a column of String cells holds them",
                assertThrows(IllegalArgumentException.class, () -> TensorSeries.of(Tensor.ofStrings(TEXTS, 4, 1)))
                        .getMessage());
    }

    private static void refused(String words, String... texts) {
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> Tensor.ofStrings(texts, 1, 1))
                        .getMessage());
    }
}
