package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;

/**
 * Model formula of outcomes and predictors, as in {@code mpg ~ hp + wt}, {@code y ~ . - id} or
 * {@code price + kind ~ .}.
 *
 * <p>A dot stands for all columns but the outcomes; a minus removes a column. {@code a:b} is the product of two
 * columns. {@code a*b} stands for {@code a + b + a:b} and joins at most eight columns. A function such as
 * {@code log(a)} or {@code I(a^2)} stands for its result. A name that has other characters than letters, digits,
 * underscores and dots is written between backticks: {@code `miles per gallon` ~ .}.
 *
 * @param outcomes the columns to predict, in order
 * @param included the named predictors, in order
 * @param all whether the formula has the dot
 * @param excluded the removed columns
 * @param interactions the columns of each product
 * @param functions the computed predictors
 */
public record Formula(
        List<String> outcomes,
        List<String> included,
        boolean all,
        List<String> excluded,
        List<List<String>> interactions,
        List<MutateExpression> functions) {
    /**
     * Creates a formula from its parts.
     *
     * @param outcomes the columns to predict, in order
     * @param included the named predictors, in order
     * @param all whether the formula has the dot
     * @param excluded the removed columns
     * @param interactions the columns of each product
     * @param functions the computed predictors
     */
    public Formula {
        outcomes = List.copyOf(outcomes);
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
        interactions = interactions.stream().map(List::copyOf).toList();
        functions = List.copyOf(functions);
    }

    /**
     * Parses a formula.
     *
     * @param text the formula
     * @return the parsed formula
     * @throws IllegalArgumentException if it can't be parsed; the message points at the character
     */
    @JsonCreator
    public static Formula of(String text) {
        Preconditions.notNull("Formula", "text", text);
        return new FormulaParser(text).parse();
    }

    /** Returns whether products or functions of columns are among the terms. */
    boolean derives() {
        return !interactions.isEmpty() || !functions.isEmpty();
    }

    /**
     * Returns the predictors' names in a frame: the named ones, then, for the dot, all others in the frame's order.
     *
     * @param frame the frame, of which only the column names are used
     * @return the names of the predictors that are columns of the frame
     * @throws IllegalArgumentException if a named column is not in the frame, or no predictor is left
     */
    public List<String> predictors(DataFrame frame) {
        Preconditions.notNull("Formula", "frame", frame);
        List<String> columns = List.of(frame.getColumnsIndex().toArray());
        Stream.of(outcomes, included, excluded, needed())
                .flatMap(List::stream)
                .filter(name -> !frame.getColumnsIndex().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("Formula: " + this + " must name columns of the frame, got '"
                            + Quoted.cut(name) + "'" + NearestName.quotedHint(name, columns));
                });
        Set<String> names = new LinkedHashSet<>(included);
        names.addAll(all ? columns : List.of());
        outcomes.forEach(names::remove);
        excluded.forEach(names::remove);
        if (names.isEmpty() && !derives()) {
            throw new IllegalArgumentException("Formula: " + this + " must leave at least one predictor, got none");
        }
        return List.copyOf(names);
    }

    /** Returns the columns that products and functions read. */
    private List<String> needed() {
        return Stream.concat(
                        interactions.stream().flatMap(List::stream),
                        functions.stream().flatMap(each -> each.columns().stream()))
                .distinct()
                .toList();
    }

    /** Returns the columns that the right side of the formula reads. */
    List<String> inputs(DataFrame frame) {
        return NumberLists.joined(predictors(frame), needed()).stream()
                .distinct()
                .toList();
    }

    /** Returns the steps that compute the terms other than plain columns. */
    List<Step> steps(DataFrame frame) {
        List<Step> steps = new ArrayList<>();
        functions.forEach(each -> steps.add(new Mutate(computed(frame, each.toString()), each)));
        interactions.forEach(each ->
                steps.add(new Interact(each.stream().map(Selectors::columns).toList())));
        List<String> only = new ArrayList<>(needed());
        only.removeAll(predictors(frame));
        if (!only.isEmpty()) {
            steps.add(new Remove(Selectors.columns(only.toArray(new String[0]))));
        }
        return steps;
    }

    private String computed(DataFrame frame, String name) {
        if (outcomes.contains(name) || predictors(frame).contains(name)) {
            throw new IllegalArgumentException(
                    "Formula: " + this + " must not compute a column that it also reads, got '" + Quoted.cut(name)
                            + "'; rename that column of the frame");
        }
        return name;
    }

    private List<String> derived() {
        return Stream.concat(
                        interactions.stream()
                                .map(each -> each.stream().map(Formula::quoted).collect(Collectors.joining(":"))),
                        functions.stream().map(MutateExpression::toString))
                .toList();
    }

    /** {@return the canonical form of the formula: {@code y ~ . - a - b}} */
    @JsonValue
    @Override
    public String toString() {
        List<String> terms = new ArrayList<>(all ? List.of(".") : List.of());
        included.forEach(name -> terms.add(quoted(name)));
        terms.addAll(derived());
        return outcomes.stream().map(Formula::quoted).collect(Collectors.joining(" + ")) + " ~ "
                + String.join(" + ", terms)
                + excluded.stream().map(name -> " - " + quoted(name)).collect(Collectors.joining());
    }

    private static String quoted(String name) {
        return FormulaParser.isPlain(name) ? name : "`" + name + "`";
    }
}
