package keras4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Conversion of image files' arrays of unsigned bytes to network inputs. */
final class ImageArrays {
    private ImageArrays() {}

    /**
     * Reads exactly the bytes of an array of this shape, then expects the end of the stream. Memory grows with the
     * bytes actually read, not with the size claimed by the header.
     */
    static Tensor read(InputStream in, int[] shape, String file) throws IOException {
        long size = 1;
        for (int dimension : shape) {
            size *= dimension;
            if (dimension < 0 || size > Integer.MAX_VALUE - 8) {
                throw new IOException("Datasets: " + file + " must hold at most 2147483639 bytes, got shape "
                        + TensorShapes.text(shape));
            }
        }
        byte[] values = in.readNBytes((int) size);
        if (values.length < size) {
            throw new IOException("Datasets: " + file + " must hold " + size + " bytes for shape "
                    + TensorShapes.text(shape) + ", got " + values.length);
        }
        if (in.read() >= 0) {
            throw new IOException(
                    "Datasets: " + file + " must end after " + size + " bytes for shape " + TensorShapes.text(shape));
        }
        return Tensor.ofBytes(values, shape);
    }

    /** Returns grey values from 0 to 1, one flattened picture a row: shape {@code (rows, height * width)}. */
    static Tensor grey(Tensor pictures) {
        Tensor x = Tensor.allocate(DType.FLOAT32, pictures.rows(), pictures.rowSize());
        FloatBuffer floats = x.buffer().asFloatBuffer();
        ByteBuffer bytes = pictures.buffer();
        while (bytes.hasRemaining()) {
            floats.put((bytes.get() & 0xff) / 255f);
        }
        return x;
    }

    static int[] labels(Tensor labels) {
        ByteBuffer bytes = labels.buffer();
        return IntStream.range(0, labels.rows())
                .map(row -> bytes.get(row) & 0xff)
                .toArray();
    }
}
