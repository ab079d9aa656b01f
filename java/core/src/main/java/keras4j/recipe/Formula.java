package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.text.Nearest;
import org.dflib.DataFrame;

/**
 * Which columns are predicted from which, as in {@code mpg ~ hp + wt}, {@code y ~ . - id} or {@code price + kind ~ .}.
 *
 * <p>A dot stands for all columns but the outcomes; a minus takes one out. {@code a:b} is the product of two columns,
 * {@code a*b} stands for {@code a + b + a:b}, for at most eight columns, and a function such as {@code log(a)} or
 * {@code I(a^2)} for what it computes. A name that is not made of letters, digits, underscores and dots stands between
 * backticks: {@code `miles per gallon` ~ .}.
 *
 * @param outcomes the columns that are predicted, in order
 * @param included the columns named, in order
 * @param all whether the dot is there
 * @param excluded the columns taken out
 * @param interactions the columns of each product
 * @param functions what is computed
 */
public record Formula(
        List<String> outcomes,
        List<String> included,
        boolean all,
        List<String> excluded,
        List<List<String>> interactions,
        List<Expression> functions) {
    public Formula {
        outcomes = List.copyOf(outcomes);
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
        interactions = interactions.stream().map(List::copyOf).toList();
        functions = List.copyOf(functions);
    }

    /**
     * Reads a formula.
     *
     * @throws IllegalArgumentException if it is none; the message points at the character
     */
    @JsonCreator
    public static Formula of(String text) {
        return new FormulaParser(text).parse();
    }

    /** Whether products or functions of columns are among the terms. */
    boolean derives() {
        return !interactions.isEmpty() || !functions.isEmpty();
    }

    /**
     * The predictors' names in a frame: those named, then, where the dot is, all others in the frame's order.
     *
     * @throws IllegalArgumentException if a named column is not in the frame, or none is left
     */
    public List<String> predictors(DataFrame frame) {
        List<String> columns = List.of(frame.getColumnsIndex().toArray());
        Stream.of(outcomes, included, excluded, needed())
                .flatMap(List::stream)
                .forEach(name -> requireKnown(name, columns));
        Set<String> names = new LinkedHashSet<>(included);
        names.addAll(all ? columns : List.of());
        outcomes.forEach(names::remove);
        excluded.forEach(names::remove);
        if (names.isEmpty() && !derives()) {
            throw new IllegalArgumentException("Formula: " + this + " must leave at least one predictor, got none");
        }
        return List.copyOf(names);
    }

    /** The columns of products and functions. */
    private List<String> needed() {
        return Stream.concat(
                        interactions.stream().flatMap(List::stream),
                        functions.stream().flatMap(each -> each.columns().stream()))
                .distinct()
                .toList();
    }

    /** The columns that the right side needs. */
    List<String> inputs(DataFrame frame) {
        return Rows.joined(predictors(frame), needed()).stream().distinct().toList();
    }

    /** The steps that make what is not a plain column. */
    List<Step> steps(DataFrame frame) {
        List<Step> steps = new ArrayList<>();
        functions.forEach(each -> steps.add(new Mutate(each.toString(), each)));
        interactions.forEach(each ->
                steps.add(new Interact(each.stream().map(Selectors::columns).toList())));
        List<String> only = new ArrayList<>(needed());
        only.removeAll(predictors(frame));
        if (!only.isEmpty()) {
            steps.add(new Remove(Selectors.columns(only.toArray(new String[0]))));
        }
        return steps;
    }

    private void requireKnown(String name, List<String> columns) {
        if (!columns.contains(name)) {
            throw new IllegalArgumentException("Formula: " + this + " must name columns of the frame, got '" + name
                    + "'" + Nearest.quotedHint(name, columns));
        }
    }

    private List<String> derived() {
        return Stream.concat(
                        interactions.stream()
                                .map(each -> each.stream().map(Formula::quoted).collect(Collectors.joining(":"))),
                        functions.stream().map(Expression::toString))
                .toList();
    }

    /** The formula in one form: {@code y ~ . - a - b}. */
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
