package keras4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;

/** The synthetic rows as a program with more rows than memory reads them: a batch at a time, into memory of its own. */
final class RowsFile implements Iterator<Examples>, AutoCloseable {
    private static final int BATCH = 128;
    /** Where it is kept to, nothing is copied on the way into the backend. */
    private static final int ALIGNMENT = 64;

    private final FileChannel pixels;
    private final List<String> levels;
    private final int[] codes;
    private int next;

    RowsFile(Path folder, Labels labels) {
        this.levels = labels.levels();
        this.codes = labels.codes();
        try {
            pixels = FileChannel.open(folder.resolve("x.float32"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public boolean hasNext() {
        return next < Rows.COUNT;
    }

    @Override
    public Examples next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int count = Math.min(BATCH, Rows.COUNT - next);
        Labels labels = Labels.of(levels, Arrays.copyOfRange(codes, next, next + count));
        next += count;
        return Examples.of(read(count), labels);
    }

    private Tensor read(int count) {
        int size = count * Rows.PIXELS * Float.BYTES;
        ByteBuffer bytes = ByteBuffer.allocateDirect(size + 2 * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, size)
                .order(ByteOrder.nativeOrder());
        try {
            while (bytes.hasRemaining()) {
                if (pixels.read(bytes) < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Tensor.wrap(bytes.flip(), DType.FLOAT32, count, Rows.PIXELS);
    }

    @Override
    public void close() throws IOException {
        pixels.close();
    }
}
