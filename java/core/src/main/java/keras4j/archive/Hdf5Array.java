package keras4j.archive;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An array of numbers in Keras' weights.
 *
 * @param bytes its numbers: a view, in little-endian order
 */
record Hdf5Array(Hdf5Type type, List<Long> shape, ByteBuffer bytes) implements Hdf5Node {
    Hdf5Array {
        shape = List.copyOf(shape);
    }

    boolean counts() {
        return type.counts(bytes);
    }

    boolean finite() {
        return type.finite(bytes);
    }
}
