package keras4j.recipe;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.dflib.DataFrame;
import org.dflib.Series;

/** The words that say which columns a step is for; made to be imported statically. */
public final class Selectors {
    private Selectors() {}

    /** Every column. */
    public static Selector allColumns() {
        return Selector.of(Selector.Test.ALL);
    }

    /** The columns that are predicted from. */
    public static Selector allPredictors() {
        return withRole(Role.PREDICTOR);
    }

    /** The columns that are predicted. */
    public static Selector allOutcomes() {
        return withRole(Role.OUTCOME);
    }

    /** The columns of numbers, outcomes too. */
    public static Selector allNumeric() {
        return ofKind(Kind.NUMBER);
    }

    /** The columns of text or enum constants, outcomes too. */
    public static Selector allNominal() {
        return ofKind(Kind.NOMINAL);
    }

    /** The predictors that are numbers. */
    public static Selector numericPredictors() {
        return allNumeric().and(allPredictors());
    }

    /** The predictors that are text or enum constants. */
    public static Selector nominalPredictors() {
        return allNominal().and(allPredictors());
    }

    /** The columns of a role. */
    public static Selector withRole(Role role) {
        return Selector.of(Selector.Test.ROLE, role.name());
    }

    /** The columns of a kind. */
    public static Selector ofKind(Kind kind) {
        return Selector.of(Selector.Test.KIND, kind.name());
    }

    /** The named columns, in this order; each must be there when the recipe is fitted. */
    public static Selector columns(String... names) {
        return Selector.of(Selector.Test.NAMES, names);
    }

    /** The columns in whose names a regular expression is found, as in {@code matching("^sepal")}. */
    public static Selector matching(String pattern) {
        Pattern.compile(pattern);
        return Selector.of(Selector.Test.MATCHING, pattern);
    }

    /** The columns whose names begin so. */
    public static Selector startingWith(String text) {
        return matching("^" + Pattern.quote(text));
    }

    /** The columns whose names end so. */
    public static Selector endingWith(String text) {
        return matching(Pattern.quote(text) + "$");
    }

    /**
     * The columns of a frame that pass a test, by their names: chosen here and now, so that the recipe stays plain data.
     *
     * @param frame the rows to look at, best those that will be trained on
     */
    public static Selector where(DataFrame frame, Predicate<Series<?>> test) {
        return columns(StreamSupport.stream(frame.getColumnsIndex().spliterator(), false)
                .filter(name -> test.test(frame.getColumn(name)))
                .toArray(String[]::new));
    }
}
