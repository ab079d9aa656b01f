package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JepBridgeTest {
    private static PythonArray array(boolean readOnly) {
        ByteBuffer memory = ByteBuffer.allocateDirect(1);
        return new PythonArray("uint8", new int[] {1}, readOnly ? memory.asReadOnlyBuffer() : memory);
    }

    @Test
    void each_read_only_array_is_marked_whatever_its_number() {
        List<PythonArray> arrays = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            arrays.add(array(i == 1 || i == 65 || i == 129));
        }
        String none = "0".repeat(63);
        assertEquals("01" + none + "1" + none + "1", JepBridge.readOnly(arrays));
    }

    @Test
    void batches_are_marked_as_calls_are() {
        assertEquals("10", JepBridge.numpy(List.of(array(true), array(false)))[0]);
    }
}
