package keras4j.internal.kerasfile;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.array;
import static keras4j.internal.kerasfile.KerasFiles.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.archive.ValidationRule;
import keras4j.internal.hdf5.Hdf5Array;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Type;

/** Files with weights of wrong types or names, or with optimizer states of other models. */
final class HostileStates {
    private static final String CONFIG = model(INPUT, DENSE);
    private static final String COMPILED = CONFIG.substring(0, CONFIG.length() - 1) + """
            , "compile_config": {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", "config": {},
             "registered_name": null}}}""";
    private static final List<String> KERNEL = List.of("layers", "dense", "vars", "0");

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileStates states = new HostileStates();
        states.types();
        states.counts();
        states.names();
        states.slots();
        return states.all;
    }

    private void add(String name, ValidationRule rule, String config, Hdf5Group weights) {
        all.add(new Hostile(name, rule, KerasFiles.file(config, weights)));
    }

    private static Hdf5Array ones(Hdf5Type type, long... shape) {
        int count = 1;
        List<Long> lengths = new ArrayList<>();
        for (long length : shape) {
            count *= (int) length;
            lengths.add(length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(count * type.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < count; at++) {
            bytes.put(at * type.size(), (byte) 1);
        }
        return new Hdf5Array(type, lengths, bytes);
    }

    private static Hdf5Array below() {
        ByteBuffer bytes = ByteBuffer.allocate(4).putInt(0, -1).order(ByteOrder.LITTLE_ENDIAN);
        return new Hdf5Array(Hdf5Type.INT32, List.of(), bytes);
    }

    private static String typed(String dtype) {
        return CONFIG.replace("\"units\"", "\"dtype\": " + dtype + ", \"units\"");
    }

    private void types() {
        for (Hdf5Type type : Hdf5Type.values()) {
            if (type != Hdf5Type.FLOAT32) {
                Hdf5Group weights = KerasFiles.with(KerasFiles.weights(), KERNEL, ones(type, 3, 2));
                add("a kernel of " + type, ValidationRule.SIZE_TYPES, CONFIG, weights);
            }
        }
        for (String dtype : List.of("float16", "bfloat16")) {
            add(
                    "weights of float32 for " + dtype,
                    ValidationRule.SIZE_TYPES,
                    typed("\"" + dtype + "\""),
                    KerasFiles.weights());
        }
        String policy = """
                {"module": "keras.dtype_policies", "class_name": "QuantizedDTypePolicy", "config": {"mode": "int8",
                 "source_name": "float32"}, "registered_name": null}""";
        add("a kernel of float32 for bytes", ValidationRule.SIZE_TYPES, typed(policy), KerasFiles.weights());
    }

    private void counts() {
        String normalization = """
                {"module": "keras.layers", "class_name": "Normalization", "config": {"name": "usual"}, "registered_name": null,
                 "build_config": {"input_shape": [null, 3]}}""";
        Hdf5Group weights =
                KerasFiles.with(KerasFiles.weights(), List.of("layers", "normalization", "vars", "2"), below());
        add("a count below 0", ValidationRule.SIZE_TYPES, model(INPUT, normalization, DENSE), weights);
    }

    private void names() {
        for (String name : List.of("tail", "")) {
            Hdf5Group vars = new Hdf5Group(name, new TreeMap<>(Map.of("0", array(3, 2), "1", array(2))));
            Hdf5Group weights = KerasFiles.with(KerasFiles.weights(), List.of("layers", "dense", "vars"), vars);
            add("weights called " + name, ValidationRule.SIZE_NAMES, CONFIG, weights);
        }
    }

    private void slot(String name, String config, String slot, Hdf5Array array) {
        Hdf5Group weights =
                KerasFiles.with(KerasFiles.weights(), List.of("optimizer", "vars", "0"), ones(Hdf5Type.INT32));
        add(
                name,
                ValidationRule.SIZE_STATE,
                config,
                KerasFiles.with(weights, List.of(("optimizer/" + slot).split("/")), array));
    }

    private void slots() {
        slot("a state of no optimizer", CONFIG, "vars/1", ones(Hdf5Type.FLOAT32));
        slot("steps of real numbers", COMPILED, "vars/0", ones(Hdf5Type.FLOAT32));
        slot("steps below 0", COMPILED, "vars/0", below());
        slot("many steps", COMPILED, "vars/0", ones(Hdf5Type.INT32, 2));
        slot("steps of real numbers within", COMPILED, "inner_optimizer/vars/0", ones(Hdf5Type.FLOAT32));
        slot("a count below 0", COMPILED, "vars/1", below());
        slot("a state of another shape", COMPILED, "vars/2", array(4, 2));
        slot("a large state", COMPILED, "vars/2", array(1000, 1000));
        slot("a state of whole numbers", COMPILED, "vars/2", ones(Hdf5Type.INT32, 3, 2));
        slot("a state of bytes", COMPILED, "vars/2", ones(Hdf5Type.UINT8, 3, 2));
    }
}
