package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import keras4j.python.PythonException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test that arrays reach NumPy unchanged, with the same memory, order and type. */
@Tag("once")
class ArraysIT {
    private static final String FACTS =
            "a = arrays[0]\nresult = [str(a.dtype), list(a.shape), a.flags.c_contiguous, a.dtype.isnative, a.tolist()]";

    @ParameterizedTest
    @CsvSource({"float32, 4", "int32, 4", "uint8, 1"})
    void numpy_sees_the_type_the_shape_and_the_elements_in_c_order(String dtype, int width) {
        ByteBuffer memory = ByteBuffer.allocateDirect(6 * width).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 6; i++) {
            int value = i == 0 && width == 1 ? 200 : i;
            switch (dtype) {
                case "float32" -> memory.putFloat(value);
                case "int32" -> memory.putInt(value);
                default -> memory.put((byte) value);
            }
        }
        JsonNode facts = PythonTrial.run(FACTS, new PythonArray(dtype, new int[] {3, 2}, memory.rewind()));
        int first = width == 1 ? 200 : 0;
        String elements =
                dtype.equals("float32") ? "[[0.0,1.0],[2.0,3.0],[4.0,5.0]]" : "[[" + first + ",1],[2,3],[4,5]]";
        assertEquals("[\"" + dtype + "\",[3,2],true,true," + elements + "]", facts.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "int32", "uint8"})
    void no_rows_are_no_rows(String dtype) {
        assertEquals(
                "[\"" + dtype + "\",[0,5],true,true,[]]",
                PythonTrial.run(FACTS, PythonArray.zeros(dtype, 0, 5)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "float16", "bfloat16", "int64", "int8", "bool", "object", "str"})
    void other_types_are_refused_by_name(String dtype) {
        assertEquals(
                "Array: dtype must be float32, int32 or uint8, got " + dtype,
                assertThrows(IllegalArgumentException.class, () -> PythonArray.zeros(dtype, 2))
                        .getMessage());
    }

    @Test
    void an_array_without_an_axis_is_refused() {
        assertEquals(
                "Array: memory must be a direct buffer of 4 bytes, got java.nio.DirectByteBuffer[pos=0 lim=4 cap=4] for"
                        + " float32 []",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new PythonArray("float32", new int[0], ByteBuffer.allocateDirect(4)))
                        .getMessage());
    }

    @Test
    void a_heap_buffer_and_one_of_another_size_are_refused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PythonArray("float32", new int[] {1}, ByteBuffer.allocate(4)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PythonArray("float32", new int[] {1}, ByteBuffer.allocateDirect(8)));
    }

    @Test
    void a_big_endian_view_a_position_and_a_limit_change_nothing() {
        ByteBuffer memory = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        memory.putFloat(1).putFloat(2);
        ByteBuffer odd =
                memory.duplicate().order(ByteOrder.BIG_ENDIAN).position(3).limit(5);
        assertEquals(
                "[1.0,2.0]",
                PythonTrial.run(FACTS, new PythonArray("float32", new int[] {2}, odd))
                        .get(4)
                        .toString());
    }

    @Test
    void a_slice_is_the_slice() {
        ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
        IntStream.range(0, 4).forEach(memory::putInt);
        ByteBuffer slice = memory.slice(4, 8);
        assertEquals(
                "[1,2]",
                PythonTrial.run(FACTS, new PythonArray("int32", new int[] {2}, slice))
                        .get(4)
                        .toString());
    }

    @Test
    void python_writes_into_java_s_memory() {
        PythonArray out = PythonArray.zeros("float32", 2, 2);
        PythonTrial.run("arrays[0][1] = [3, 4]", out);
        float[] seen = new float[4];
        out.memory().asFloatBuffer().get(seen);
        assertArrayEquals(new float[] {0, 0, 3, 4}, seen);
    }

    @Test
    void a_read_only_buffer_is_read_only_in_python(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("x"), new byte[] {1, 2, 3, 4});
        try (FileChannel channel = FileChannel.open(file)) {
            PythonArray mapped = new PythonArray("uint8", new int[] {4}, channel.map(MapMode.READ_ONLY, 0, 4));
            assertEquals(
                    "[1,2,3,4]",
                    PythonTrial.run("result = arrays[0].tolist()", mapped).toString());
            PythonException refused =
                    assertThrows(PythonException.class, () -> PythonTrial.run("arrays[0][0] = 9", mapped));
            assertEquals("trial: ValueError: assignment destination is read-only", refused.getMessage());
        }
    }
}
