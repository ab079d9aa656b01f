package keras4j.internal.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.memory.DirectMemory;
import org.dflib.BooleanSeries;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.FloatSeries;
import org.dflib.IntSeries;
import org.dflib.LongSeries;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Frame as arrays, one for each column, which Java serialization writes.
 *
 * @param names the names of the columns
 * @param columns arrays of numbers, booleans or objects, or a tensor
 */
record SentFrame(List<String> names, List<Object> columns) implements Serializable {
    /** Tensor as bytes in native order, or as texts. */
    private static final class SentTensor implements Serializable {
        private static final long serialVersionUID = 1;

        private final DType dtype;
        private final int[] shape;
        private final byte[] numbers;
        private final String @Nullable [] text;

        private SentTensor(DType dtype, int[] shape, byte[] numbers, String @Nullable [] text) {
            this.dtype = dtype;
            this.shape = shape;
            this.numbers = numbers;
            this.text = text;
        }

        static SentTensor of(Tensor tensor) {
            if (tensor.dtype() == DType.STRING) {
                return new SentTensor(tensor.dtype(), tensor.shape(), new byte[0], tensor.toStrings());
            }
            ByteBuffer memory = tensor.buffer();
            byte[] numbers = new byte[memory.remaining()];
            memory.get(numbers);
            return new SentTensor(tensor.dtype(), tensor.shape(), numbers, null);
        }

        Tensor tensor() {
            if (text != null) {
                return Tensor.ofStrings(text, shape);
            }
            ByteBuffer memory = DirectMemory.zeros(numbers.length);
            return Tensor.wrap(memory.put(numbers).flip(), dtype, shape);
        }
    }

    static SentFrame of(DataFrame frame) {
        List<String> names =
                new ArrayList<>(Arrays.asList(frame.getColumnsIndex().toArray()));
        List<Object> columns = new ArrayList<>();
        names.forEach(name -> columns.add(array(frame.getColumn(name))));
        return new SentFrame(names, columns);
    }

    private static Object array(Series<?> column) {
        if (column instanceof DoubleSeries doubles) {
            return doubles.toDoubleArray();
        }
        if (column instanceof FloatSeries floats) {
            return floats.toFloatArray();
        }
        if (column instanceof IntSeries ints) {
            return ints.toIntArray();
        }
        if (column instanceof LongSeries longs) {
            return longs.toLongArray();
        }
        if (column instanceof BooleanSeries flags) {
            return flags.toBoolArray();
        }
        return column instanceof TensorSeries tensors ? SentTensor.of(tensors.tensor()) : cells(column);
    }

    private static Object[] cells(Series<?> column) {
        Object[] cells = new Object[column.size()];
        Arrays.setAll(cells, row -> column.get(row) instanceof Tensor tensor ? SentTensor.of(tensor) : column.get(row));
        return cells;
    }

    DataFrame frame() {
        return DataFrame.byColumn(names.toArray(String[]::new))
                .of(columns.stream().map(SentFrame::series).toArray(Series<?>[]::new));
    }

    private static Series<?> series(Object column) {
        if (column instanceof double[] doubles) {
            return Series.ofDouble(doubles);
        }
        if (column instanceof float[] floats) {
            return Series.ofFloat(floats);
        }
        if (column instanceof int[] ints) {
            return Series.ofInt(ints);
        }
        if (column instanceof long[] longs) {
            return Series.ofLong(longs);
        }
        if (column instanceof boolean[] flags) {
            return Series.ofBool(flags);
        }
        return column instanceof SentTensor tensor ? TensorSeries.of(tensor.tensor()) : series((Object[]) column);
    }

    private static Series<?> series(Object[] cells) {
        Object[] read = new Object[cells.length];
        Arrays.setAll(read, row -> cells[row] instanceof SentTensor tensor ? tensor.tensor() : cells[row]);
        return Series.of(read);
    }
}
