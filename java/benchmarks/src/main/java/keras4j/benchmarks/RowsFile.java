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

/**
 * The synthetic rows as a program with more rows than memory reads them: a batch at a time, from a file that is mapped.
 *
 * <p>The system reads ahead and forgets what it needs no longer; a batch begins at a multiple of 64, so nothing is copied.
 */
final class RowsFile implements Iterator<Examples> {
    private static final int BATCH = 128;
    private final ByteBuffer pixels;
    private final List<String> levels;
    private final int[] codes;
    private int next;

    RowsFile(Path folder, Labels labels) {
        this.levels = labels.levels();
        this.codes = labels.codes();
        try (FileChannel file = FileChannel.open(folder.resolve("x.float32"))) {
            pixels = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
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
        Tensor rows = view(next, count);
        next += count;
        return Examples.of(rows, labels);
    }

    private Tensor view(int first, int count) {
        int row = Rows.PIXELS * Float.BYTES;
        ByteBuffer bytes = pixels.slice(first * row, count * row).order(ByteOrder.nativeOrder());
        return Tensor.wrap(bytes, DType.FLOAT32, count, Rows.PIXELS);
    }
}
