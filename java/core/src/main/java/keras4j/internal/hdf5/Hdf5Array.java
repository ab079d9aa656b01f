package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Array of numbers in Keras' weights.
 *
 * @param bytes its numbers: a view, in little-endian order
 */
public record Hdf5Array(Hdf5Type type, List<Long> shape, ByteBuffer bytes) implements Hdf5Node {
    public Hdf5Array {
        shape = List.copyOf(shape);
    }

    public boolean counts() {
        return type.counts(bytes);
    }

    public boolean finite() {
        return type.finite(bytes);
    }
}
