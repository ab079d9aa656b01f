package keras4j.expr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of hyperparameters, such as {@code {"between": [64, 256], "log": true}} or {@code {"one_of": [...], "as":
 * "units", "when": {...}}}.
 */
final class HyperparameterJson {
    private static final Set<String> KEYS = Set.of("between", "log", "one_of", "as", "when");

    private HyperparameterJson() {}

    static ObjectNode write(HyperparameterExpr open) {
        ObjectNode node = write(open.domain());
        if (open.name() != null) {
            node.put("as", open.name());
        }
        if (!open.when().isEmpty()) {
            ObjectNode when = node.putObject("when");
            open.when().forEach(each -> when.set(each.name(), write(each.values())));
        }
        return node;
    }

    static ObjectNode write(Hyperparameter value) {
        ObjectNode node = write(new HyperparameterExpr(value.domain(), null, value.when()));
        return value.preparation() ? node.put("preparation", true) : node;
    }

    static Hyperparameter read(String name, JsonNode json) {
        HyperparameterExpr open = read(json);
        return new Hyperparameter(
                name, open.domain(), open.when(), json.path("preparation").asBoolean());
    }

    private static ObjectNode write(Domain domain) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (domain instanceof Choices choices) {
            ArrayNode values = node.putArray("one_of");
            choices.values().forEach(value -> values.add(ExprJson.write(value)));
            return node;
        }
        ArrayNode ends = node.putArray("between");
        if (domain instanceof WholeDomain whole) {
            ends.add(whole.low()).add(whole.high());
            return whole.log() ? node.put("log", true) : node;
        }
        RealDomain real = (RealDomain) domain;
        ends.add(real.low()).add(real.high());
        return real.log() ? node.put("log", true) : node;
    }

    /** Returns true if JSON is that of a hyperparameter. */
    static boolean is(JsonNode json, Set<String> keys) {
        return KEYS.containsAll(keys) && domain(json) != null;
    }

    static HyperparameterExpr read(JsonNode json) {
        List<HyperparameterExpr.When> when = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : json.path("when").properties()) {
            when.add(when(each.getKey(), each.getValue()));
        }
        Domain domain = domain(json);
        return new HyperparameterExpr(
                Objects.requireNonNull(domain), json.has("as") ? json.get("as").asText() : null, when);
    }

    private static HyperparameterExpr.When when(String name, JsonNode json) {
        Domain values = domain(json);
        if (values == null) {
            throw new IllegalArgumentException(
                    "hyperparameter: when must be between or one_of, got " + Quoted.cut(json));
        }
        return new HyperparameterExpr.When(name, values);
    }

    private static @Nullable Domain domain(JsonNode json) {
        if (json.path("one_of").isArray() && !json.has("between")) {
            List<Expr> values = new ArrayList<>();
            json.get("one_of").forEach(value -> values.add(ExprJson.read(value)));
            return new Choices(values);
        }
        JsonNode ends = json.path("between");
        if (ends.size() != 2 || !ends.get(0).isNumber() || !ends.get(1).isNumber() || json.has("one_of")) {
            return null;
        }
        boolean log = json.path("log").asBoolean();
        return ends.get(0).isIntegralNumber() && ends.get(1).isIntegralNumber()
                ? new WholeDomain(ends.get(0).longValue(), ends.get(1).longValue(), log)
                : new RealDomain(ends.get(0).doubleValue(), ends.get(1).doubleValue(), log);
    }
}
