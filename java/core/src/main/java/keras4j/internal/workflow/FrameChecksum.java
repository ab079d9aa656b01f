package keras4j.internal.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import keras4j.internal.text.Sha256Sum;
import org.dflib.DataFrame;

/** Checksum of a frame's content, to compare two frames. */
public final class FrameChecksum {
    private FrameChecksum() {}

    /** Returns the size and the SHA-256 of column names and cells: {@code 150 x 5, SHA-256 …}. */
    public static String of(DataFrame frame) {
        Sha256Sum sum = new Sha256Sum();
        for (String name : frame.getColumnsIndex()) {
            sum.add(name);
            for (Object cell : frame.getColumn(name)) {
                sum.add(bytes(cell));
            }
        }
        return frame.height() + " x " + frame.width() + ", SHA-256 " + sum.hex();
    }

    /** Returns a cell as bytes: a numeric array as it is in memory, which is fast; all else as text. */
    private static byte[] bytes(Object cell) {
        if (cell instanceof float[] numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
            bytes.asFloatBuffer().put(numbers);
            return bytes.array();
        }
        return Arrays.deepToString(new Object[] {cell}).getBytes(StandardCharsets.UTF_8);
    }
}
