package keras4j.internal.kerasfile;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.array;
import static keras4j.internal.kerasfile.KerasFiles.model;

import java.util.ArrayList;
import java.util.List;
import keras4j.archive.ValidationRule;
import keras4j.internal.hdf5.Hdf5Group;

/** Files that would have Keras allocate more than they contain. */
final class HostileSizes {
    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileSizes sizes = new HostileSizes();
        sizes.arguments();
        sizes.shapes();
        return sizes.all;
    }

    private void add(String name, ValidationRule rule, String config) {
        all.add(new Hostile(name, rule, KerasFiles.file(config)));
    }

    private static String layer(String type, String config, String build) {
        return """
                {"module": "keras.layers", "class_name": "%s", "config": {"name": "odd", %s}, "registered_name": null,
                 "build_config": {"input_shape": %s}}""".formatted(type, config, build);
    }

    private void arguments() {
        String[][] layers = {
            {"RepeatVector", "\"n\": 1000000000"},
            {"Flatten", "\"data_format\": \"channels_last\", \"dtype\": null"},
            {"MultiHeadAttention", "\"num_heads\": 2000000000, \"key_dim\": 4"},
            {"ZeroPadding1D", "\"padding\": [0, 1000000000]"},
            {"UpSampling1D", "\"size\": 1000000000"},
            {"CategoryEncoding", "\"num_tokens\": 2000000000"},
            {"Reshape", "\"target_shape\": [1000000000, -1]"},
        };
        for (String[] each : layers) {
            String shape = each[0].equals("Flatten") ? "[null, 9000000000]" : "[null, 3]";
            add(
                    each[0] + " of " + each[1],
                    ValidationRule.SIZE_ARGUMENT,
                    model(INPUT, layer(each[0], each[1], shape), DENSE));
        }
        add(
                "rows of 2,000,000,000",
                ValidationRule.SIZE_ARGUMENT,
                model(INPUT, DENSE).replace("3]", "2000000000]"));
    }

    private void shapes() {
        add(
                "4,000,000,000 units",
                ValidationRule.SIZE_ARGUMENT,
                model(INPUT, DENSE.replace("\"units\": 2", "\"units\": 4000000000")));
        add(
                "16,000,000 units",
                ValidationRule.SIZE_SHAPES,
                model(INPUT, DENSE.replace("\"units\": 2", "\"units\": 16000000")));
        add("3 units for 2", ValidationRule.SIZE_SHAPES, model(INPUT, DENSE.replace("\"units\": 2", "\"units\": 3")));
        add("another input", ValidationRule.SIZE_SHAPES, model(INPUT, DENSE).replace("[null, 3]", "[null, 16000000]"));
        add(
                "no bias",
                ValidationRule.SIZE_SHAPES,
                model(INPUT, DENSE.replace("\"units\"", "\"use_bias\": false, \"units\"")));
        add(
                "two layers and weights of one",
                ValidationRule.SIZE_SHAPES,
                model(INPUT, DENSE, DENSE.replace("\"head\"", "\"tail\"")));
        String[][] layers = {
            {"Embedding", "\"input_dim\": 16000000, \"output_dim\": 1000000", "[null, 3]"},
            {"Conv1D", "\"filters\": 1000000, \"kernel_size\": [1000000]", "[null, 3, 3]"},
            {"Conv2D", "\"filters\": 4, \"kernel_size\": [3, 3]", "[null, 8, 8, 3]"},
            {"Conv3D", "\"filters\": 4, \"kernel_size\": [3, 3, 3]", "[null, 8, 8, 8, 3]"},
            {"BatchNormalization", "\"axis\": -1", "[null, 16000000]"},
            {"LSTM", "\"units\": 10000000", "[null, 3, 3]"},
            {"GRU", "\"units\": 10000000", "[null, 3, 3]"},
            {"SimpleRNN", "\"units\": 10000000", "[null, 3, 3]"},
        };
        for (String[] each : layers) {
            add(
                    each[0] + " without its weights",
                    ValidationRule.SIZE_SHAPES,
                    model(INPUT.replace("[null, 3]", each[2]), layer(each[0], each[1], each[2]), DENSE));
        }
        Hdf5Group more = KerasFiles.with(KerasFiles.weights(), List.of("layers", "dense", "vars", "2"), array(2));
        all.add(new Hostile("an array more", ValidationRule.SIZE_SHAPES, KerasFiles.file(model(INPUT, DENSE), more)));
        for (String path : List.of("_layer_checkpoint_dependencies", "layers/dense_1", "layers/embedding")) {
            Hdf5Group beside = KerasFiles.with(KerasFiles.weights(), List.of((path + "/vars/0").split("/")), array(2));
            all.add(new Hostile(
                    "weights of " + path, ValidationRule.SIZE_SHAPES, KerasFiles.file(model(INPUT, DENSE), beside)));
        }
        Hdf5Group other = KerasFiles.with(KerasFiles.weights(), List.of("layers", "dense", "vars", "1"), array(3));
        all.add(new Hostile("a bias of 3", ValidationRule.SIZE_SHAPES, KerasFiles.file(model(INPUT, DENSE), other)));
    }
}
