package keras4j.spec;

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
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of specs: {@code {"spec": …, "mode": …, "blocks": [{"input": …, "layers": […]}, …], "with": {…}}}; missing
 * properties of a block are omitted.
 */
final class SpecJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SpecJson() {}

    static JsonNode write(Spec spec) {
        ObjectNode node = JSON.objectNode()
                .put("spec", spec.name())
                .put("mode", spec.mode().toString());
        if (spec.seed() != null) {
            node.put("seed", spec.seed());
        }
        ArrayNode blocks = node.putArray("blocks");
        spec.blocks().forEach(block -> blocks.add(write(block)));
        ObjectNode with = node.putObject("with");
        spec.settings().forEach((name, value) -> with.set(name, value.json()));
        return node;
    }

    private static JsonNode write(Block block) {
        ObjectNode node = JSON.objectNode().put(key(block.role()), block.name());
        if (block.shares() == null) {
            ArrayNode layers = node.putArray("layers");
            block.layers().forEach(layer -> layers.add(layer.json()));
        } else {
            node.put("shares", block.shares());
        }
        names(node, "from", block.from());
        if (!block.call().isEmpty()) {
            ObjectNode call = node.putObject("call");
            block.call().forEach((name, value) -> call.set(name, value.json()));
        }
        names(node, "outputs", block.outputs());
        names(node, "columns", block.columns());
        if (block.mode() != null) {
            node.put("mode", block.mode().toString());
        }
        if (block.still()) {
            node.put("frozen", true);
        }
        return node;
    }

    private static void names(ObjectNode node, String key, List<String> names) {
        if (!names.isEmpty()) {
            names.forEach(node.putArray(key)::add);
        }
    }

    static Spec read(JsonNode json) {
        only(json, Set.of("spec", "mode", "seed", "blocks", "with"));
        Map<String, Expr> settings = new LinkedHashMap<>();
        part(json, "with").properties().forEach(each -> settings.put(each.getKey(), Expr.fromJson(each.getValue())));
        List<Block> blocks = new ArrayList<>();
        part(json, "blocks").forEach(block -> blocks.add(block(block)));
        return new Spec(part(json, "spec").asText(), mode(part(json, "mode").asText()), blocks, settings, seed(json));
    }

    private static Block block(JsonNode json) {
        for (Block.Role role : Block.Role.values()) {
            if (json.has(key(role))) {
                only(
                        json,
                        Set.of(key(role), "layers", "shares", "from", "call", "outputs", "columns", "mode", "frozen"));
                return block(json, role);
            }
        }
        throw new IllegalArgumentException("block: JSON must have input, block or output, got " + Quoted.cut(json));
    }

    private static Block block(JsonNode json, Block.Role role) {
        List<Call> layers = new ArrayList<>();
        if (!json.has("shares")) {
            part(json, "layers").forEach(layer -> layers.add(layer(layer)));
        }
        Map<String, Expr> call = new LinkedHashMap<>();
        json.path("call").properties().forEach(each -> call.put(each.getKey(), Expr.fromJson(each.getValue())));
        return new Block(
                json.get(key(role)).asText(),
                role,
                layers,
                names(json, "from"),
                call,
                names(json, "outputs"),
                names(json, "columns"),
                json.has("mode") ? mode(json.get("mode").asText()) : null,
                json.has("shares") ? json.get("shares").asText() : null,
                json.path("frozen").asBoolean());
    }

    private static List<String> names(JsonNode json, String key) {
        List<String> names = new ArrayList<>();
        json.path(key).forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Call layer(JsonNode json) {
        if (Expr.fromJson(json) instanceof Call call) {
            return call;
        }
        throw new IllegalArgumentException("block: JSON must have calls as layers, got " + Quoted.cut(json));
    }

    private static ModelMode mode(String name) {
        for (ModelMode mode : ModelMode.values()) {
            if (mode.toString().equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("spec: mode must be classifier or regressor, got " + Quoted.cut(name));
    }

    private static @Nullable Long seed(JsonNode json) {
        JsonNode seed = json.get("seed");
        if (seed != null && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
            throw new IllegalArgumentException("spec: seed must be a whole number, got " + Quoted.cut(seed));
        }
        return seed == null ? null : (Long) seed.longValue();
    }

    private static void only(JsonNode json, Set<String> keys) {
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            if (!keys.contains(each.getKey())) {
                throw new IllegalArgumentException(
                        "spec: JSON must have no " + each.getKey() + ", got " + Quoted.cut(json));
            }
        }
    }

    private static JsonNode part(JsonNode json, String name) {
        JsonNode part = json.get(name);
        if (part == null) {
            throw new IllegalArgumentException("spec: JSON must have " + name + ", got " + Quoted.cut(json));
        }
        return part;
    }

    private static String key(Block.Role role) {
        return role == Block.Role.HIDDEN ? "block" : role.name().toLowerCase(Locale.ROOT);
    }
}
