package keras4j.recipe;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Factories of column selectors, made to be imported statically. */
public final class Selectors {
    private static final int MAX_PATTERN = 1_000;

    private Selectors() {}

    /** {@return all columns} */
    public static Selector allColumns() {
        return Selector.of(Selector.Test.ALL);
    }

    /** {@return the predictors} */
    public static Selector allPredictors() {
        return withRole(Role.PREDICTOR);
    }

    /** {@return the outcomes} */
    public static Selector allOutcomes() {
        return withRole(Role.OUTCOME);
    }

    /** {@return the columns of numbers, outcomes included} */
    public static Selector allNumeric() {
        return ofKind(Kind.NUMBER);
    }

    /** {@return the columns of text or enum constants, outcomes included} */
    public static Selector allNominal() {
        return ofKind(Kind.NOMINAL);
    }

    /** {@return the predictors that are numbers} */
    public static Selector numericPredictors() {
        return allNumeric().and(allPredictors());
    }

    /** {@return the predictors that are text or enum constants} */
    public static Selector nominalPredictors() {
        return allNominal().and(allPredictors());
    }

    /**
     * Returns the columns of a role.
     *
     * @param role the role
     * @return the selector
     */
    public static Selector withRole(Role role) {
        Preconditions.notNull("Selectors", "role", role);
        return Selector.of(Selector.Test.ROLE, role.name());
    }

    /**
     * Returns the columns of a kind.
     *
     * @param kind the kind
     * @return the selector
     */
    public static Selector ofKind(Kind kind) {
        Preconditions.notNull("Selectors", "kind", kind);
        return Selector.of(Selector.Test.KIND, kind.name());
    }

    /**
     * Returns the named columns, in this order.
     *
     * @param names the names; each must be a column when the recipe is fitted
     * @return the selector
     */
    public static Selector columns(String... names) {
        Preconditions.array("Selectors", "names", names);
        return Selector.of(Selector.Test.NAMES, names);
    }

    /**
     * Returns the columns whose names contain a match of a regular expression, as in {@code matching("^sepal")}.
     *
     * @param pattern the regular expression
     * @return the selector
     * @throws IllegalArgumentException if the pattern is malformed or has more than 1,000 characters
     */
    public static Selector matching(String pattern) {
        Preconditions.notNull("Selectors", "pattern", pattern);
        if (pattern.length() > MAX_PATTERN) {
            throw new IllegalArgumentException(
                    "Selectors: pattern must have at most " + MAX_PATTERN + " characters, got " + Quoted.cut(pattern));
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "Selectors: pattern must be a regular expression, got '" + Quoted.cut(pattern) + "': "
                            + e.getDescription(),
                    e);
        }
        return Selector.of(Selector.Test.MATCHING, pattern);
    }

    /**
     * Returns the columns whose names start with a text.
     *
     * @param text the beginning of the names
     * @return the selector
     */
    public static Selector startingWith(String text) {
        Preconditions.notNull("Selectors", "text", text);
        return matching("^" + Pattern.quote(text));
    }

    /**
     * Returns the columns whose names end with a text.
     *
     * @param text the end of the names
     * @return the selector
     */
    public static Selector endingWith(String text) {
        Preconditions.notNull("Selectors", "text", text);
        return matching(Pattern.quote(text) + "$");
    }

    /**
     * Returns the columns of a frame that pass a test. The test is run at once and only the names are kept, so that the
     * recipe stays plain data.
     *
     * @param frame the rows to test, best those to train on
     * @param test the test of a column's cells
     * @return the selector
     */
    public static Selector where(DataFrame frame, Predicate<Series<?>> test) {
        Preconditions.notNull("Selectors", "frame", frame);
        Preconditions.notNull("Selectors", "test", test);
        return columns(StreamSupport.stream(frame.getColumnsIndex().spliterator(), false)
                .filter(name -> test.test(frame.getColumn(name)))
                .toArray(String[]::new));
    }
}
