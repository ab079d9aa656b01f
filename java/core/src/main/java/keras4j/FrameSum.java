package keras4j;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import keras4j.text.Sha256;
import org.dflib.DataFrame;

/** Tells whether two frames hold the same. */
final class FrameSum {
    private FrameSum() {}

    /** Its size, and the sum of the names of its columns and all that they hold: {@code 150 x 5, SHA-256 …}. */
    static String of(DataFrame frame) {
        Sha256 sum = new Sha256();
        for (String name : frame.getColumnsIndex()) {
            sum.add(name);
            for (Object cell : frame.getColumn(name)) {
                sum.add(bytes(cell));
            }
        }
        return frame.height() + " x " + frame.width() + ", SHA-256 " + sum.hex();
    }

    /** An array of numbers as they are in memory, which is fast; all else as it prints, arrays with what is in them. */
    private static byte[] bytes(Object cell) {
        if (cell instanceof float[] numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
            bytes.asFloatBuffer().put(numbers);
            return bytes.array();
        }
        return Arrays.deepToString(new Object[] {cell}).getBytes(StandardCharsets.UTF_8);
    }
}
