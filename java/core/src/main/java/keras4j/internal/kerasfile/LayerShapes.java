package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shapes of the weights of common layers, derived from their configuration. */
final class LayerShapes {
    private static final Map<String, Integer> GATES = Map.of("SimpleRNN", 1, "GRU", 3, "LSTM", 4);

    private final JsonNode config;
    private final JsonNode input;
    private final List<List<Long>> shapes = new ArrayList<>();

    private LayerShapes(JsonNode layer) {
        this.config = layer.path("config");
        this.input = layer.path("build_config").path("input_shape");
    }

    static boolean isRecurrent(JsonNode layer) {
        return GATES.containsKey(layer.path("class_name").asText());
    }

    /** Returns the shapes; empty for an unsupported layer, or one that was never built. */
    static Optional<List<List<Long>>> of(JsonNode layer) {
        LayerShapes shapes = new LayerShapes(layer);
        JsonNode config = layer.path("config");
        boolean plain = layer.path("build_config").path("input_shape").isArray()
                && !config.hasNonNull("lora_rank")
                && !config.hasNonNull("quantization_config")
                && !config.path("dtype").asText().contains("_from_")
                && !config.path("dtype").path("class_name").asText().startsWith("Quantized");
        return plain && shapes.add(layer.path("class_name").asText()) ? Optional.of(shapes.shapes) : Optional.empty();
    }

    /** Returns the length in an input shape that the weights of a layer depend on; missing for an unsupported layer. */
    static JsonNode features(JsonNode layer, JsonNode shape) {
        JsonNode config = layer.path("config");
        int rank = shape.size();
        return switch (layer.path("class_name").asText()) {
            case "Dense", "SimpleRNN", "GRU", "LSTM" -> shape.path(rank - 1);
            case "Conv1D", "Conv2D", "Conv3D" -> shape.path(isChannelsFirst(config) ? 1 : rank - 1);
            case "BatchNormalization" -> shape.path(axis(config, rank));
            default -> MissingNode.getInstance();
        };
    }

    /** Returns the corresponding length in the output shape of a layer. */
    static JsonNode made(JsonNode layer) {
        JsonNode config = layer.path("config");
        return switch (layer.path("class_name").asText()) {
            case "Dense", "SimpleRNN", "GRU", "LSTM" -> config.path("units");
            case "Conv1D", "Conv2D", "Conv3D" -> config.path("filters");
            default -> MissingNode.getInstance();
        };
    }

    private static boolean isChannelsFirst(JsonNode config) {
        return config.path("data_format").asText().equals("channels_first");
    }

    private static int axis(JsonNode config, int rank) {
        int axis = config.path("axis").asInt(-1);
        return axis < 0 ? rank + axis : axis;
    }

    private boolean add(String type) {
        switch (type) {
            case "Dense" -> kernel(List.of(last(), number("units")), number("units"));
            case "Embedding" -> shapes.add(List.of(number("input_dim"), number("output_dim")));
            case "Conv1D", "Conv2D", "Conv3D" -> convolution();
            case "BatchNormalization" -> normalization();
            case "STFTSpectrogram" -> spectrogram();
            case "SimpleRNN", "GRU", "LSTM" -> recurrent(GATES.getOrDefault(type, 0), type.equals("GRU"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private long number(String key) {
        return config.path(key).asLong();
    }

    private long last() {
        return input.path(input.size() - 1).asLong();
    }

    private void kernel(List<Long> kernel, long bias) {
        shapes.add(kernel);
        if (config.path("use_bias").asBoolean(true)) {
            shapes.add(List.of(bias));
        }
    }

    private void convolution() {
        List<Long> kernel = new ArrayList<>();
        config.path("kernel_size").forEach(length -> kernel.add(length.asLong()));
        kernel.add((isChannelsFirst(config) ? input.path(1).asLong() : last()) / Math.max(1, number("groups")));
        kernel.add(number("filters"));
        kernel(kernel, number("filters"));
    }

    private void normalization() {
        List<Long> one = List.of(input.path(axis(config, input.size())).asLong());
        int many = 2
                + (config.path("scale").asBoolean(true) ? 1 : 0)
                + (config.path("center").asBoolean(true) ? 1 : 0);
        for (int each = 0; each < many; each++) {
            shapes.add(one);
        }
    }

    private void spectrogram() {
        long frame = number("frame_length");
        long power = frame < 2 ? 1 : Long.highestOneBit(frame - 1) << 1;
        long length = config.path("fft_length").asLong(power);
        boolean one = Set.of("real", "imag").contains(config.path("mode").asText());
        shapes.addAll(Collections.nCopies(one ? 1 : 2, List.of(frame, 1L, length / 2 + 1)));
    }

    private void recurrent(int gates, boolean resets) {
        long units = number("units");
        shapes.add(List.of(last(), gates * units));
        shapes.add(List.of(units, gates * units));
        if (config.path("use_bias").asBoolean(true)) {
            boolean twice = resets && config.path("reset_after").asBoolean(true);
            shapes.add(twice ? List.of(2L, gates * units) : List.of(gates * units));
        }
    }
}
