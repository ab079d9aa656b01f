package keras4j.internal.kerasfile;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import keras4j.internal.archive.Validator;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Node;
import keras4j.internal.hdf5.Hdf5Reader;
import keras4j.internal.hdf5.Hdf5Writer;

/** Weights in a {@code .keras} file. */
public final class KerasWeights {
    private static final String FILE = "model.weights.h5";
    private static final String OPTIMIZER = "optimizer";

    private KerasWeights() {}

    /**
     * Returns the number of parameters, trained or measured, without the state of the optimizer and of random number
     * generators.
     */
    public static long parameters(byte[] keras) {
        return parameters(weights(KerasZip.read(keras)));
    }

    static long parameters(Hdf5Group weights) {
        long[] count = {0};
        weights.arrays((path, array) -> {
            boolean state = path.startsWith(OPTIMIZER + "/") || path.contains("seed_generator/");
            count[0] += state ? 0 : array.bytes().limit() / array.type().size();
        });
        return count[0];
    }

    /**
     * Returns the file without the optimizer state, its weights serialized again, or the given array if there is no
     * state. The optimizer itself stays, so that the model can be evaluated and trained further.
     */
    public static byte[] withoutOptimizer(byte[] keras) {
        Map<String, byte[]> members = new TreeMap<>(KerasZip.read(keras));
        Hdf5Group weights = weights(members);
        if (!weights.members().containsKey(OPTIMIZER)) {
            return keras;
        }
        SortedMap<String, Hdf5Node> kept = new TreeMap<>(weights.members());
        kept.remove(OPTIMIZER);
        members.put(FILE, Hdf5Writer.write(new Hdf5Group(weights.name(), kept)));
        return KerasZip.write(members);
    }

    private static Hdf5Group weights(Map<String, byte[]> members) {
        return Hdf5Reader.read(ByteBuffer.wrap(Objects.requireNonNull(members.get(FILE))), Validator.of("KerasFile"));
    }
}
