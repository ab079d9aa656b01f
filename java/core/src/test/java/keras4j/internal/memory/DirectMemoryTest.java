package keras4j.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of memory for arrays: arrays of any size are zeros, aligned, and apart from one another. */
class DirectMemoryTest {
    private static final List<Integer> SIZES = List.of(0, 1, 63, 64, 65, 511, 512, 513, 8_191, 8_192, 100_000);

    @Test
    void arrays_are_aligned_zeros_in_native_order() {
        for (int size : SIZES) {
            ByteBuffer array = DirectMemory.zeros(size);
            assertEquals(size, array.remaining());
            assertEquals(ByteOrder.nativeOrder(), array.order());
            assertTrue(array.isDirect());
            assertEquals(0, array.alignmentOffset(0, 64), () -> size + " bytes");
            while (array.hasRemaining()) {
                assertEquals(0, array.get());
            }
        }
    }

    @Test
    void arrays_of_many_threads_share_no_byte() {
        List<ByteBuffer> arrays = new ArrayList<>(IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(at -> filled(at % 600, (byte) at))
                .toList());
        for (int at = 0; at < arrays.size(); at++) {
            ByteBuffer array = arrays.get(at);
            assertEquals(at % 600, array.capacity());
            for (int place = 0; place < array.capacity(); place++) {
                assertEquals((byte) at, array.get(place));
            }
        }
    }

    private static ByteBuffer filled(int size, byte value) {
        ByteBuffer array = DirectMemory.zeros(size);
        for (int place = 0; place < size; place++) {
            array.put(place, value);
        }
        return array;
    }

    @Test
    void an_array_that_is_left_for_its_neighbour_is_refused() {
        ByteBuffer first = DirectMemory.zeros(8);
        DirectMemory.zeros(8);
        assertThrows(IndexOutOfBoundsException.class, () -> first.put(8, (byte) 1));
    }
}
