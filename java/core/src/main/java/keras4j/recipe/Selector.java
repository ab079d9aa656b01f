package keras4j.recipe;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Column selector of a step. It is evaluated when the recipe is fitted, among the columns that exist at that step. Made
 * by {@link Selectors}.
 *
 * @param test the kind of selection
 * @param names names, a role, a kind or a pattern, depending on the test
 * @param parts the operands of a union, an intersection or a difference
 */
public record Selector(Test test, List<String> names, List<Selector> parts) {
    /** Kinds of selection. */
    public enum Test {
        /** All columns. */
        ALL,
        /** Columns of a role. */
        ROLE,
        /** Columns of a kind. */
        KIND,
        /** Named columns. */
        NAMES,
        /** Columns whose names match a regular expression. */
        MATCHING,
        /** Columns of one selector or the other. */
        UNION,
        /** Columns of both selectors. */
        INTERSECTION,
        /** Columns of the first selector without those of the second. */
        DIFFERENCE
    }

    /**
     * Creates a selector from its parts.
     *
     * @param test the kind of selection
     * @param names names, a role, a kind or a pattern, depending on the test
     * @param parts the operands of a union, an intersection or a difference
     */
    public Selector {
        Preconditions.notNull("Selector", "test", test);
        names = Preconditions.items("Selector", "names", names);
        parts = Preconditions.items("Selector", "parts", parts);
    }

    static Selector of(Test test, String... names) {
        return new Selector(test, List.of(names), List.of());
    }

    private Selector with(Test test, Selector other) {
        return new Selector(test, List.of(), List.of(this, other));
    }

    /**
     * Returns the union of two selectors.
     *
     * @param other the other selector
     * @return the columns of either
     */
    public Selector plus(Selector other) {
        Preconditions.notNull("Selector", "other", other);
        return with(Test.UNION, other);
    }

    /**
     * Returns the intersection of two selectors.
     *
     * @param other the other selector
     * @return the columns of both
     */
    public Selector and(Selector other) {
        Preconditions.notNull("Selector", "other", other);
        return with(Test.INTERSECTION, other);
    }

    /**
     * Returns the difference of two selectors.
     *
     * @param other the other selector
     * @return the columns of this one without the other's
     */
    public Selector minus(Selector other) {
        Preconditions.notNull("Selector", "other", other);
        return with(Test.DIFFERENCE, other);
    }

    /**
     * Returns this selector without some columns.
     *
     * @param columns the names to leave out
     * @return the remaining columns
     */
    public Selector minus(String... columns) {
        Preconditions.array("Selector", "columns", columns);
        return minus(of(Test.NAMES, columns));
    }

    /**
     * Returns the names of the selected columns: named ones in the order of their names, others in the table's order.
     */
    List<String> in(StepTable table) {
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
                part(0, table).stream()
                        .filter(new HashSet<>(part(1, table))::contains)
                        .toList();
            case DIFFERENCE -> {
                Set<String> left = new LinkedHashSet<>(part(0, table));
                part(1, table).forEach(left::remove);
                yield List.copyOf(left);
            }
            default ->
                table.variables().stream()
                        .filter(fits())
                        .map(RecipeVariable::name)
                        .toList();
        };
    }

    private List<String> part(int at, StepTable table) {
        return parts.get(at).in(table);
    }

    private Predicate<RecipeVariable> fits() {
        return switch (test) {
            case ROLE -> variable -> variable.role().name().equals(names.get(0));
            case KIND -> variable -> variable.kind().name().equals(names.get(0));
            case MATCHING -> {
                Predicate<String> matching = Pattern.compile(names.get(0)).asPredicate();
                yield variable -> matching.test(variable.name());
            }
            default -> variable -> true;
        };
    }

    /** {@return a description, as in {@code role PREDICTOR minus 'id'}} */
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
