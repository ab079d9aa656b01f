package keras4j.expr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * JSON form of expressions: literals and lists as themselves, all others as an object whose first key tells the type.
 */
final class ExprJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ExprJson() {}

    static JsonNode write(Expr expr) {
        if (expr instanceof Call call) {
            ObjectNode node = JSON.objectNode().put("call", call.symbol());
            if (call.source() != null) {
                node.put("source", call.source());
            }
            ObjectNode with = node.putObject("with");
            call.arguments().forEach((name, value) -> with.set(name, write(value)));
            return node;
        }
        if (expr instanceof Arg arg) {
            return JSON.objectNode().put("arg", arg.name()).set("default", write(arg.standard()));
        }
        if (expr instanceof DataPlaceholder supplied) {
            return JSON.objectNode().put("supplied", supplied.toString());
        }
        if (expr instanceof Dict dict) {
            ArrayNode pairs = JSON.arrayNode();
            dict.entries()
                    .forEach((key, value) -> pairs.addArray().add(write(key)).add(write(value)));
            return JSON.objectNode().set("dict", pairs);
        }
        if (expr instanceof HyperparameterExpr open) {
            return HyperparameterJson.write(open);
        }
        return expr instanceof ListExpr items ? write(items) : write((Literal) expr);
    }

    private static JsonNode write(ListExpr items) {
        ArrayNode array = JSON.arrayNode();
        items.items().forEach(item -> array.add(write(item)));
        return items.tuple() ? JSON.objectNode().set("tuple", array) : array;
    }

    private static JsonNode write(Literal literal) {
        Object value = literal.value();
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number);
        }
        return value == null ? JSON.nullNode() : JSON.textNode((String) value);
    }

    static Expr read(JsonNode json) {
        if (json.isArray()) {
            return ListExpr.list(all(json));
        }
        if (!json.isObject()) {
            return literal(json);
        }
        Set<String> keys = Set.copyOf(names(json));
        if (keys.equals(Set.of("call", "with")) && json.get("with").isObject()) {
            return call(json);
        }
        if (keys.equals(Set.of("call", "source", "with")) && json.get("with").isObject()) {
            return CustomObject.checked(json.get("source").asText(), call(json));
        }
        if (keys.equals(Set.of("arg", "default"))) {
            return new Arg(json.get("arg").asText(), read(json.get("default")));
        }
        if (keys.equals(Set.of("tuple")) && json.get("tuple").isArray()) {
            return ListExpr.tuple(all(json.get("tuple")));
        }
        if (keys.equals(Set.of("dict")) && json.get("dict").isArray()) {
            return dict(json.get("dict"));
        }
        return HyperparameterJson.is(json, keys) ? HyperparameterJson.read(json) : supplied(json);
    }

    private static DataPlaceholder supplied(JsonNode json) {
        for (DataPlaceholder supplied : DataPlaceholder.values()) {
            if (json.size() == 1
                    && supplied.toString().equals(json.path("supplied").asText())) {
                return supplied;
            }
        }
        throw refused(json);
    }

    private static Call call(JsonNode json) {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        names(json.get("with"))
                .forEach(name -> arguments.put(name, read(json.get("with").get(name))));
        return new Call(json.get("call").asText(), arguments);
    }

    private static Dict dict(JsonNode pairs) {
        Map<Expr, Expr> entries = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            if (pair.size() != 2 || !pair.isArray()) {
                throw refused(pair);
            }
            entries.put(read(pair.get(0)), read(pair.get(1)));
        }
        return new Dict(entries);
    }

    private static Literal literal(JsonNode json) {
        if (json.isNull()) {
            return Literal.NONE;
        }
        if (json.isBoolean()) {
            return new Literal(json.booleanValue());
        }
        if (json.canConvertToLong() && json.isIntegralNumber()) {
            return new Literal(json.longValue());
        }
        if (json.isFloatingPointNumber()) {
            return new Literal(json.doubleValue());
        }
        if (json.isTextual()) {
            return new Literal(json.textValue());
        }
        throw refused(json);
    }

    private static List<Expr> all(JsonNode array) {
        List<Expr> all = new ArrayList<>();
        array.forEach(item -> all.add(read(item)));
        return all;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static IllegalArgumentException refused(JsonNode json) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "expression: JSON must be a value, a list, a call, an arg, a tuple, a dict, a hyperparameter or supplied, got %s",
                json));
    }
}
