package keras4j.recipe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.text.Quoted;

/**
 * Which columns a step is for: found when the recipe is fitted, among the columns that are there at that step. Made by
 * {@link Selectors}.
 *
 * @param test how columns are found
 * @param names names, a role, a kind or a pattern, as the test needs
 * @param parts the selectors that a union, an intersection or a difference is of
 */
public record Selector(Test test, List<String> names, List<Selector> parts) {
    /** How columns are found. */
    public enum Test {
        ALL,
        ROLE,
        KIND,
        NAMES,
        MATCHING,
        UNION,
        INTERSECTION,
        DIFFERENCE
    }

    public Selector {
        Objects.requireNonNull(test);
        names = List.copyOf(names);
        parts = List.copyOf(parts);
    }

    static Selector of(Test test, String... names) {
        return new Selector(test, List.of(names), List.of());
    }

    private Selector with(Test test, Selector other) {
        return new Selector(test, List.of(), List.of(this, other));
    }

    /** These columns and the other's. */
    public Selector plus(Selector other) {
        return with(Test.UNION, other);
    }

    /** The columns of both. */
    public Selector and(Selector other) {
        return with(Test.INTERSECTION, other);
    }

    /** These columns without the other's. */
    public Selector minus(Selector other) {
        return with(Test.DIFFERENCE, other);
    }

    /** These columns without those named. */
    public Selector minus(String... columns) {
        return minus(of(Test.NAMES, columns));
    }

    /** The names of the columns found: named ones in the order in which they are named, others in the table's. */
    List<String> in(Table table) {
        return switch (test) {
            case NAMES ->
                names.stream()
                        .map(name -> table.variable(name).name())
                        .distinct()
                        .toList();
            case UNION ->
                Stream.of(part(0, table), part(1, table))
                        .flatMap(List::stream)
                        .distinct()
                        .toList();
            case INTERSECTION ->
                part(0, table).stream().filter(part(1, table)::contains).toList();
            case DIFFERENCE -> {
                Set<String> left = new LinkedHashSet<>(part(0, table));
                part(1, table).forEach(left::remove);
                yield List.copyOf(left);
            }
            default ->
                table.variables().stream()
                        .filter(this::fits)
                        .map(Variable::name)
                        .toList();
        };
    }

    private List<String> part(int at, Table table) {
        return parts.get(at).in(table);
    }

    private boolean fits(Variable variable) {
        return switch (test) {
            case ROLE -> variable.role().name().equals(names.get(0));
            case KIND -> variable.kind().name().equals(names.get(0));
            case MATCHING ->
                Pattern.compile(names.get(0)).matcher(variable.name()).find();
            default -> true;
        };
    }

    /** As in {@code role PREDICTOR minus 'id'}. */
    @Override
    public String toString() {
        return switch (test) {
            case ALL -> "all";
            case NAMES -> Quoted.of(names);
            case ROLE, KIND -> test.name().toLowerCase(java.util.Locale.ROOT) + " " + names.get(0);
            case MATCHING -> "matching /" + names.get(0) + "/";
            default -> parts.stream().map(Selector::toString).collect(Collectors.joining(" " + word() + " "));
        };
    }

    private String word() {
        return switch (test) {
            case UNION -> "plus";
            case INTERSECTION -> "and";
            default -> "minus";
        };
    }
}
