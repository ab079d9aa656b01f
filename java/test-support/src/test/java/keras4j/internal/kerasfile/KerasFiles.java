package keras4j.internal.kerasfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.internal.hdf5.Hdf5Array;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Node;
import keras4j.internal.hdf5.Hdf5Type;
import keras4j.internal.hdf5.Hdf5Writer;

/** Small {@code .keras} files, made without Python, as a starting point for tests that modify them. */
public final class KerasFiles {
    /** Input layer for rows of three numbers. */
    public static final String INPUT = """
            {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 3], "dtype": "float32",
             "name": "entrance"}, "registered_name": null}""";
    /** Dense layer from three numbers to two. */
    public static final String DENSE = """
            {"module": "keras.layers", "class_name": "Dense", "config": {"name": "head", "units": 2, "activation": "linear",
             "kernel_initializer": {"module": "keras.initializers", "class_name": "HeNormal", "config": {"seed": 7},
             "registered_name": null}}, "registered_name": null, "build_config": {"input_shape": [null, 3]}}""";

    private KerasFiles() {}

    /** Returns the configuration of a Sequential model. */
    public static String model(String... layers) {
        return """
                {"module": "keras", "class_name": "Sequential", "config": {"name": "net", "layers": [%s]},
                 "registered_name": null}""".formatted(String.join(", ", layers));
    }

    /** Returns the weights of {@link #DENSE} alone. */
    static Hdf5Group weights() {
        return weights("layers/dense/vars/0", array(3, 2), "layers/dense/vars/1", array(2));
    }

    /** Returns weights by path. */
    static Hdf5Group weights(Object... pathsAndArrays) {
        Hdf5Group root = new Hdf5Group("net", new TreeMap<>());
        for (int at = 0; at < pathsAndArrays.length; at += 2) {
            List<String> path = Arrays.asList(((String) pathsAndArrays[at]).split("/"));
            root = with(root, path, (Hdf5Node) pathsAndArrays[at + 1]);
        }
        return root;
    }

    static Hdf5Group with(Hdf5Group group, List<String> path, Hdf5Node node) {
        TreeMap<String, Hdf5Node> members = new TreeMap<>(group.members());
        String first = path.get(0);
        boolean here = path.size() == 1;
        Hdf5Node before = members.getOrDefault(first, new Hdf5Group(null, new TreeMap<>()));
        members.put(first, here ? node : with((Hdf5Group) before, path.subList(1, path.size()), node));
        return new Hdf5Group(group.name(), members);
    }

    /** Returns a float32 array filled with 0.5. */
    static Hdf5Array array(int... shape) {
        int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat(0.5f);
        }
        return new Hdf5Array(
                Hdf5Type.FLOAT32,
                Arrays.stream(shape).mapToObj(length -> (long) length).toList(),
                bytes.rewind());
    }

    /** Returns a file with this configuration and the weights of {@link #DENSE}. */
    public static byte[] file(String config) {
        return file(config, Hdf5Writer.write(weights()));
    }

    static byte[] file(String config, Hdf5Group weights) {
        return file(config, Hdf5Writer.write(weights));
    }

    static byte[] file(String config, byte[] weights) {
        return file(config.getBytes(StandardCharsets.UTF_8), weights);
    }

    static byte[] file(byte[] config, byte[] weights) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("config.json", config);
        members.put("metadata.json", "{\"keras_version\": \"3.15.1\"}".getBytes(StandardCharsets.UTF_8));
        members.put("model.weights.h5", weights);
        return KerasZip.write(members);
    }
}
