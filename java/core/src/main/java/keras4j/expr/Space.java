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
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Search space: all hyperparameters of a workflow, by name.
 *
 * @param values the hyperparameters, each after those on which it depends
 */
public record Space(List<Hyperparameter> values) {
    /**
     * Sorts the hyperparameters, so that each comes after those on which it depends.
     *
     * @param values the hyperparameters, each after those on which it depends
     * @throws IllegalArgumentException if two have one name, or one depends on a missing hyperparameter, on itself,
     *     or on a value that is impossible
     */
    public Space {
        Preconditions.items("Space", "values", values);
        values = possible(sorted(values));
    }

    /**
     * {@return a space}
     *
     * @param values the hyperparameters
     */
    public static Space of(Hyperparameter... values) {
        Preconditions.array("Space", "values", values);
        return new Space(List.of(values));
    }

    private static List<Hyperparameter> sorted(List<Hyperparameter> values) {
        List<Hyperparameter> left = new ArrayList<>(values);
        Map<String, Hyperparameter> sorted = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            Hyperparameter next = left.stream()
                    .filter(value -> value.when().stream().allMatch(each -> sorted.containsKey(each.name())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("hyperparameters: when must name another of "
                            + names(values) + ", without cycles, got " + left.get(0)));
            left.remove(next);
            if (sorted.put(next.name(), next) != null) {
                throw new IllegalArgumentException(
                        "hyperparameters: names must differ, got " + Quoted.cut(next.name()) + " twice");
            }
        }
        return List.copyOf(sorted.values());
    }

    private static List<Hyperparameter> possible(List<Hyperparameter> values) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        values.forEach(value -> domains.put(value.name(), value.domain()));
        for (Hyperparameter value : values) {
            requirePossible(value, domains);
        }
        return values;
    }

    private static void requirePossible(Hyperparameter value, Map<String, Domain> domains) {
        for (HyperparameterExpr.When condition : value.when()) {
            Domain other = Objects.requireNonNull(domains.get(condition.name()));
            if (!other.meets(condition.values())) {
                throw new IllegalArgumentException("hyperparameters: when must be something that " + condition.name()
                        + " " + other + " can be, got " + value);
            }
        }
    }

    private static List<String> names(List<Hyperparameter> values) {
        return values.stream().map(Hyperparameter::name).toList();
    }

    /** Returns readable JSON, such as {@code {"units": {"between": [64, 256]}}}. */
    @JsonValue
    JsonNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        values.forEach(value -> node.set(value.name(), HyperparameterJson.write(value)));
        return node;
    }

    @JsonCreator
    static Space fromJson(JsonNode json) {
        return new Space(json.properties().stream()
                .map(each -> HyperparameterJson.read(each.getKey(), each.getValue()))
                .toList());
    }

    /** {@return the names, in order} */
    public List<String> names() {
        return names(values);
    }

    /**
     * {@return the hyperparameters of this space, followed by those of another}
     *
     * @param other the other space
     */
    public Space and(Space other) {
        Preconditions.notNull("Space", "other", other);
        List<Hyperparameter> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new Space(all);
    }

    /** {@return a copy in which all hyperparameters belong to the preparation of the data} */
    public Space preparation() {
        return new Space(values.stream()
                .map(value -> new Hyperparameter(value.name(), value.domain(), value.when(), true))
                .toList());
    }

    /** {@return the point of lower ends and first choices, of the hyperparameters that matter} */
    public Point first() {
        Map<String, Expr> all = new LinkedHashMap<>();
        values.forEach(value -> all.put(value.name(), value.domain().first()));
        return point(all);
    }

    /**
     * {@return the point with the given values, without those that do not matter}
     *
     * @param all the values by name
     */
    public Point point(Map<String, Expr> all) {
        Preconditions.notNull("Space", "all", all);
        Map<String, Expr> chosen = new LinkedHashMap<>();
        for (Hyperparameter value : values) {
            Expr expr = all.get(value.name());
            if (expr != null && value.matters(chosen)) {
                chosen.put(value.name(), expr);
            }
        }
        return new Point(chosen);
    }

    /**
     * Returns a point in the order and the notation of this space: 1.0 for 1 among real numbers.
     *
     * @param point the point
     * @return the point
     * @throws IllegalArgumentException if a value is missing, unknown, outside its range, or does not matter
     */
    public Point checked(Point point) {
        Preconditions.notNull("Space", "point", point);
        Map<String, Expr> chosen = new LinkedHashMap<>();
        for (Hyperparameter value : values) {
            if (value.matters(chosen)) {
                chosen.put(value.name(), checked(value, point));
            }
        }
        Set<String> more = new LinkedHashSet<>(point.values().keySet());
        more.removeAll(chosen.keySet());
        if (!more.isEmpty()) {
            throw new IllegalArgumentException(
                    "point: names must be " + join(chosen.keySet()) + ", got " + Quoted.cut(join(more)) + " too");
        }
        return new Point(chosen);
    }

    private static Expr checked(Hyperparameter value, Point point) {
        Expr chosen = point.values().get(value.name());
        return Optional.ofNullable(chosen)
                .flatMap(value.domain()::read)
                .orElseThrow(() -> new IllegalArgumentException("point: " + value.name() + " must be chosen from "
                        + value.domain() + ", got " + Quoted.cut(chosen == null ? "nothing" : chosen)));
    }

    private static String join(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** Returns one line per hyperparameter, with the ranges aligned. */
    @Override
    public String toString() {
        int width = names().stream().mapToInt(String::length).max().orElse(1);
        return values.stream()
                .map(value -> value.name() + " ".repeat(width - value.name().length()) + " "
                        + value.toString().substring(value.name().length()))
                .collect(Collectors.joining("\n"));
    }
}
