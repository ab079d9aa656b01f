package keras4j.expr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All open values of something, by name: what a search looks through.
 *
 * @param values the open values, each after those on which it depends
 */
public record Space(List<OpenValue> values) {
    /**
     * These open values; those that others depend on are moved before them.
     *
     * @throws IllegalArgumentException two have one name, or one depends on what is not there, on itself, or on what can't be
     */
    public Space {
        values = possible(sorted(values));
    }

    public static Space of(OpenValue... values) {
        return new Space(List.of(values));
    }

    private static List<OpenValue> sorted(List<OpenValue> values) {
        List<OpenValue> left = new ArrayList<>(values);
        Map<String, OpenValue> sorted = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            OpenValue next = left.stream()
                    .filter(value -> value.when().stream().allMatch(each -> sorted.containsKey(each.name())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("open values: when must name another of "
                            + names(values) + ", and not in a circle, got " + left.get(0)));
            left.remove(next);
            if (sorted.put(next.name(), next) != null) {
                throw new IllegalArgumentException("open values: names must differ, got " + next.name() + " twice");
            }
        }
        return List.copyOf(sorted.values());
    }

    private static List<OpenValue> possible(List<OpenValue> values) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        values.forEach(value -> domains.put(value.name(), value.domain()));
        for (OpenValue value : values) {
            for (Open.When condition : value.when()) {
                Domain other = Objects.requireNonNull(domains.get(condition.name()));
                if (!other.meets(condition.values())) {
                    throw new IllegalArgumentException("open values: when must be something that " + condition.name()
                            + " " + other + " can be, got " + value);
                }
            }
        }
        return values;
    }

    private static List<String> names(List<OpenValue> values) {
        return values.stream().map(OpenValue::name).toList();
    }

    /** As readable JSON: {@code {"units": {"between": [64, 256]}}}. */
    @JsonValue
    JsonNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        values.forEach(value -> node.set(value.name(), OpenJson.write(value)));
        return node;
    }

    @JsonCreator
    static Space fromJson(JsonNode json) {
        return new Space(json.properties().stream()
                .map(each -> OpenJson.read(each.getKey(), each.getValue()))
                .toList());
    }

    /** The names, in order. */
    public List<String> names() {
        return names(values);
    }

    /** These values, then those of another: of a recipe and a network. */
    public Space and(Space other) {
        List<OpenValue> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new Space(all);
    }

    /** The same values, all of the preparation of the data. */
    public Space preparation() {
        return new Space(values.stream()
                .map(value -> new OpenValue(value.name(), value.domain(), value.when(), true))
                .toList());
    }

    /** The point of lower ends and first choices, as far as they matter. */
    public Point first() {
        Map<String, Expr> all = new LinkedHashMap<>();
        values.forEach(value -> all.put(value.name(), value.domain().first()));
        return point(all);
    }

    /** The point with these values, without those that do not matter beside the others. */
    public Point point(Map<String, Expr> all) {
        Map<String, Expr> chosen = new LinkedHashMap<>();
        for (OpenValue value : values) {
            Expr expr = all.get(value.name());
            if (expr != null && value.matters(chosen)) {
                chosen.put(value.name(), expr);
            }
        }
        return new Point(chosen);
    }

    /**
     * The point, its values in the order of these, and written as they are here: 1.0 for 1 among real numbers.
     *
     * @throws IllegalArgumentException a value is missing, unknown, outside its range, or does not matter beside the others
     */
    public Point checked(Point point) {
        Map<String, Expr> chosen = new LinkedHashMap<>();
        for (OpenValue value : values) {
            if (value.matters(chosen)) {
                chosen.put(value.name(), checked(value, point));
            }
        }
        Set<String> more = new LinkedHashSet<>(point.values().keySet());
        more.removeAll(chosen.keySet());
        if (!more.isEmpty()) {
            throw new IllegalArgumentException(
                    "point: names must be " + join(chosen.keySet()) + ", got " + join(more) + " too");
        }
        return new Point(chosen);
    }

    private static Expr checked(OpenValue value, Point point) {
        Expr chosen = point.values().get(value.name());
        return Optional.ofNullable(chosen)
                .flatMap(value.domain()::read)
                .orElseThrow(() -> new IllegalArgumentException("point: " + value.name() + " must be chosen from "
                        + value.domain() + ", got " + (chosen == null ? "nothing" : chosen)));
    }

    private static String join(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** An open value a line, the ranges below each other. */
    @Override
    public String toString() {
        int width = names().stream().mapToInt(String::length).max().orElse(1);
        return values.stream()
                .map(value -> value.name() + " ".repeat(width - value.name().length()) + " "
                        + value.toString().substring(value.name().length()))
                .collect(Collectors.joining("\n"));
    }
}
