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
 * <p>A dot stands for all columns but the outcomes; a minus takes one out. A name that is not made of letters, digits,
 * underscores and dots stands between backticks: {@code `miles per gallon` ~ .}.
 *
 * @param outcomes the columns that are predicted, in order
 * @param included the columns named, in order
 * @param all whether the dot is there
 * @param excluded the columns taken out
 */
public record Formula(List<String> outcomes, List<String> included, boolean all, List<String> excluded) {
    public Formula {
        outcomes = List.copyOf(outcomes);
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
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

    /**
     * The predictors' names in a frame: those named, then, where the dot is, all others in the frame's order.
     *
     * @throws IllegalArgumentException if a named column is not in the frame, or none is left
     */
    public List<String> predictors(DataFrame frame) {
        List<String> columns = List.of(frame.getColumnsIndex().toArray());
        Stream.of(outcomes, included, excluded).flatMap(List::stream).forEach(name -> requireKnown(name, columns));
        Set<String> names = new LinkedHashSet<>(included);
        names.addAll(all ? columns : List.of());
        outcomes.forEach(names::remove);
        excluded.forEach(names::remove);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Formula: " + this + " must leave at least one predictor, got none");
        }
        return List.copyOf(names);
    }

    private void requireKnown(String name, List<String> columns) {
        if (!columns.contains(name)) {
            throw new IllegalArgumentException("Formula: " + this + " must name columns of the frame, got '" + name
                    + "'" + Nearest.quotedHint(name, columns));
        }
    }

    /** The formula in one form: {@code y ~ . - a - b}. */
    @JsonValue
    @Override
    public String toString() {
        List<String> terms = new ArrayList<>(all ? List.of(".") : List.of());
        included.forEach(name -> terms.add(quoted(name)));
        return outcomes.stream().map(Formula::quoted).collect(Collectors.joining(" + ")) + " ~ "
                + String.join(" + ", terms)
                + excluded.stream().map(name -> " - " + quoted(name)).collect(Collectors.joining());
    }

    private static String quoted(String name) {
        return FormulaParser.isPlain(name) ? name : "`" + name + "`";
    }
}
