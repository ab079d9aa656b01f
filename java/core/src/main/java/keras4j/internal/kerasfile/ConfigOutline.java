package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.expr.Call;
import keras4j.internal.code.ModelOutline;
import keras4j.internal.code.ModelOutline.Argument;
import keras4j.internal.code.ModelOutline.Many;
import keras4j.internal.code.ModelOutline.Named;
import keras4j.internal.code.ModelOutline.Node;
import keras4j.internal.code.ModelOutline.Plain;
import keras4j.internal.code.ModelOutline.Subscript;
import keras4j.internal.code.ModelOutline.Tensor;

/** Connections between the layers of a configuration. */
final class ConfigOutline {
    private final ConfigExpr expressions;

    ConfigOutline(ConfigExpr expressions) {
        this.expressions = expressions;
    }

    ModelOutline of(JsonNode model) {
        JsonNode config = model.path("config");
        Map<String, Call> layers = new LinkedHashMap<>();
        Map<String, List<Node>> nodes = new LinkedHashMap<>();
        Map<String, ModelOutline> models = new LinkedHashMap<>();
        Map<String, JsonNode> graphs = new HashMap<>();
        for (JsonNode layer : config.path("layers")) {
            String name = ConfigExpr.name(layer);
            layers.put(name, expressions.call(layer));
            if (layer.has("inbound_nodes")) {
                List<Node> calls = new ArrayList<>();
                layer.get("inbound_nodes").forEach(node -> calls.add(node(node)));
                nodes.put(name, calls);
            }
            if (ConfigExpr.isModel(layer)) {
                models.put(name, of(layer));
            } else {
                inner(layer.path("config"), models);
            }
            if (ConnectionCheck.isGraph(layer)) {
                graphs.put(name, layer);
            }
        }
        List<String> inputs =
                tensors(config.path("input_layers")).stream().map(Tensor::layer).toList();
        Argument outputs = packed(config.path("output_layers"), graphs);
        return new ModelOutline(config.path("name").asText("model"), layers, nodes, inputs, outputs, models);
    }

    /** Adds the models that are arguments of a layer, as of {@code TimeDistributed}, by their names. */
    private void inner(JsonNode argument, Map<String, ModelOutline> models) {
        if (ConfigExpr.isModel(argument)) {
            models.put(ConfigExpr.name(argument), of(argument));
        } else {
            argument.forEach(part -> inner(part, models));
        }
    }

    private Node node(JsonNode node) {
        List<Argument> arguments = new ArrayList<>();
        node.path("args").forEach(each -> arguments.add(argument(each)));
        Map<String, Argument> named = new LinkedHashMap<>();
        node.path("kwargs").properties().forEach(each -> {
            if (!each.getValue().isNull()) {
                named.put(each.getKey(), argument(each.getValue()));
            }
        });
        return new Node(arguments, named);
    }

    private Argument argument(JsonNode node) {
        if (node.isArray()) {
            List<Argument> items = new ArrayList<>();
            node.forEach(item -> items.add(argument(item)));
            return new Many(items);
        }
        if (node.path("class_name").asText().equals("__keras_tensor__")) {
            return tensor(node.path("config").path("keras_history"));
        }
        if (node.path("class_name").asText().equals("__slice__")) {
            return new Subscript(slice(node.path("config")));
        }
        if (node.path("class_name").asText().equals("__ellipsis__")) {
            return new Subscript("...");
        }
        if (node.isObject() && !node.has("class_name")) {
            Map<String, Argument> items = new LinkedHashMap<>();
            node.properties().forEach(item -> items.put(item.getKey(), argument(item.getValue())));
            return new Named(items);
        }
        return new Plain(expressions.expr(node));
    }

    private static String slice(JsonNode config) {
        return Stream.of("start", "stop", "step")
                .map(name ->
                        config.path(name).isIntegralNumber() ? config.path(name).asText() : "None")
                .collect(Collectors.joining(", ", "slice(", ")"));
    }

    // ["a", 0, 0], [["a", 0, 0], ["b", 0, 0]] or {"left": ["a", 0, 0]}.
    static List<Tensor> tensors(JsonNode node) {
        List<Tensor> tensors = new ArrayList<>();
        if (node.isArray() && node.path(0).isTextual()) {
            tensors.add(tensor(node));
        } else {
            node.forEach(part -> tensors.addAll(tensors(part)));
        }
        return tensors;
    }

    /** Returns the outputs of a model; a single one may stand alone or be packed in a list. */
    private static Argument packed(JsonNode ends, Map<String, JsonNode> graphs) {
        if (ends.isObject()) {
            Map<String, Argument> named = new LinkedHashMap<>();
            ends.properties().forEach(end -> named.put(end.getKey(), packed(end.getValue(), graphs)));
            return new Named(named);
        }
        if (ends.path(0).isTextual()) {
            JsonNode layer = graphs.getOrDefault(ends.path(0).asText(), MissingNode.getInstance());
            Tensor tensor = tensor(ends);
            return new Tensor(tensor.layer(), ConnectionCheck.call(ends, layer), tensor.output());
        }
        List<Argument> items = new ArrayList<>();
        ends.forEach(end -> items.add(packed(end, graphs)));
        return items.size() == 1 ? items.get(0) : new Many(items);
    }

    private static Tensor tensor(JsonNode history) {
        return new Tensor(
                history.path(0).asText(),
                history.path(1).asInt(),
                history.path(2).asInt());
    }
}
