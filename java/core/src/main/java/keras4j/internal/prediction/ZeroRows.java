package keras4j.internal.prediction;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Schema;
import keras4j.data.Tensor;

/** Rows of zeros, for calls that only prepare a model. */
public final class ZeroRows {
    /** Numbers of rows for which a model is warmed up: one, a few, and a batch. */
    public static final List<Integer> SIZES = List.of(1, 2, 32);

    private ZeroRows() {}

    /** Returns rows for all inputs of a model. */
    public static List<Tensor> of(Schema schema, int rows) {
        return schema.inputs().stream()
                .map(input -> of(input.dtype(), input.shape(), rows))
                .toList();
    }

    /** Returns rows of zeros, or of empty texts; an axis that varies has the length 1. */
    public static Tensor of(DType dtype, List<Integer> row, int rows) {
        int[] shape = IntStream.concat(
                        IntStream.of(rows), row.stream().mapToInt(length -> length == Input.VARYING ? 1 : length))
                .toArray();
        int size = IntStream.of(shape).reduce(1, Math::multiplyExact);
        return switch (dtype) {
            case FLOAT32 -> Tensor.of(new float[size], shape);
            case INT32 -> Tensor.ofInts(new int[size], shape);
            case UINT8 -> Tensor.ofBytes(new byte[size], shape);
            case STRING ->
                Tensor.ofStrings(Stream.generate(() -> "").limit(size).toArray(String[]::new), shape);
        };
    }
}
