package keras4j.internal.hdf5;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class Hdf5TypeTest {
    private static final float[] FINITE = {0f, -0f, 1f, -Float.MAX_VALUE, Float.MAX_VALUE, Float.MIN_VALUE};
    private static final float[] OTHERS = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    private static boolean finite(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return Hdf5Type.FLOAT32.finite(bytes);
    }

    @Test
    void one_number_that_is_not_finite_is_found_wherever_it_stands() {
        for (int length = 1; length < 8; length++) {
            for (int at = 0; at < length; at++) {
                for (float other : OTHERS) {
                    float[] numbers = new float[length];
                    numbers[at] = other;
                    assertFalse(finite(numbers), other + " at " + at + " of " + length);
                }
            }
        }
    }

    @Test
    void the_largest_and_smallest_numbers_are_finite() {
        assertTrue(finite());
        for (float first : FINITE) {
            assertTrue(finite(first));
            for (float second : FINITE) {
                assertTrue(finite(first, second, first));
            }
        }
    }

    @Test
    void a_pattern_that_is_not_a_number_is_found_by_its_exponent_alone() {
        assertFalse(finite(1f, Float.intBitsToFloat(0xff800001), 1f));
        assertTrue(finite(Float.intBitsToFloat(0xff7fffff), Float.intBitsToFloat(0x7f7fffff)));
    }
}
