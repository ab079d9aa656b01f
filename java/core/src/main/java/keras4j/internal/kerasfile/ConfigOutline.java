package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.internal.code.ModelOutline;
import keras4j.internal.code.ModelOutline.Argument;
import keras4j.internal.code.ModelOutline.Many;
import keras4j.internal.code.ModelOutline.Named;
import keras4j.internal.code.ModelOutline.Node;
import keras4j.internal.code.ModelOutline.Plain;
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
        for (JsonNode layer : config.path("layers")) {
            String name = layer.path("config").path("name").asText();
            layers.put(name, expressions.call(layer));
            if (layer.has("inbound_nodes")) {
                List<Node> calls = new ArrayList<>();
                layer.get("inbound_nodes").forEach(node -> calls.add(node(node)));
                nodes.put(name, calls);
            }
            if (layer.path("config").has("layers")) {
                models.put(name, of(layer));
            }
        }
        List<String> inputs =
                tensors(config.path("input_layers")).stream().map(Tensor::layer).toList();
        Argument outputs = packed(config.path("output_layers"));
        return new ModelOutline(config.path("name").asText("model"), layers, nodes, inputs, outputs, models);
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
        return new Plain(expressions.expr(node));
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
    private static Argument packed(JsonNode ends) {
        if (ends.isObject()) {
            Map<String, Argument> named = new LinkedHashMap<>();
            ends.properties().forEach(end -> named.put(end.getKey(), packed(end.getValue())));
            return new Named(named);
        }
        List<Tensor> tensors = tensors(ends);
        return tensors.size() == 1 ? tensors.get(0) : new Many(List.copyOf(tensors));
    }

    private static Tensor tensor(JsonNode history) {
        return new Tensor(
                history.path(0).asText(),
                history.path(1).asInt(),
                history.path(2).asInt());
    }
}
