package keras4j.expr;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Interval of the numbers that an argument accepts.
 *
 * @param low the lower end
 * @param fromLow true if the lower end itself is accepted
 * @param high the upper end, possibly infinite
 * @param toHigh true if the upper end itself is accepted
 */
public record NumberRange(double low, boolean fromLow, double high, boolean toHigh) {
    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?";
    private static final Pattern NOTATION =
            Pattern.compile("[\\[(]\\s*(" + NUMBER + ")\\s*,\\s*(inf|" + NUMBER + ")\\s*[\\])]");

    /** Interval of all finite numbers. */
    public static final NumberRange FINITE = new NumberRange(-Double.MAX_VALUE, true, Double.MAX_VALUE, true);

    /**
     * Checks the ends.
     *
     * @param low the lower end
     * @param fromLow whether the lower end is accepted
     * @param high the upper end; infinity if there is none
     * @param toHigh whether the upper end is accepted
     */
    public NumberRange {
        if (!Double.isFinite(low) || !(low <= high)) {
            throw new IllegalArgumentException(
                    "NumberRange: low must be finite and at most high, got " + low + " and " + high);
        }
    }

    /**
     * Returns the interval of a text in mathematical notation, such as {@code [0, 1)} or {@code [1, inf)}.
     *
     * @param text the text
     * @return the interval
     */
    public static NumberRange of(String text) {
        Preconditions.notNull("NumberRange", "text", text);
        Matcher parts = NOTATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "NumberRange: text must be an interval such as [0, 1) or [1, inf), got '" + Quoted.cut(text) + "'");
        }
        String high = parts.group(2);
        return new NumberRange(
                Double.parseDouble(parts.group(1)),
                text.startsWith("["),
                high.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(high),
                text.endsWith("]"));
    }

    /**
     * Returns true if the interval has a number.
     *
     * @param number the number
     * @return true if it is accepted
     */
    public boolean contains(double number) {
        return (fromLow ? number >= low : number > low) && (toHigh ? number <= high : number < high);
    }

    /**
     * Checks all numbers in {@code value}: the value itself, the items of a list, the default of an arg.
     *
     * @param subject the name for the message of an error
     * @param argument the argument's name
     * @param value the value
     * @throws IllegalArgumentException if a number is outside the interval
     */
    public void check(String subject, String argument, Expr value) {
        Preconditions.notNull("NumberRange", "subject", subject);
        Preconditions.notNull("NumberRange", "argument", argument);
        Preconditions.notNull("NumberRange", "value", value);
        if (value instanceof Arg arg) {
            check(subject, argument, arg.standard());
        } else if (value instanceof ListExpr items) {
            items.items().forEach(item -> check(subject, argument, item));
        } else if (value instanceof Dict dict) {
            dict.entries().values().forEach(item -> check(subject, argument, item));
        } else if (value instanceof HyperparameterExpr open) {
            ends(open.domain()).forEach(end -> check(subject, argument, end));
        } else if (value instanceof Literal literal
                && literal.value() instanceof Number number
                && !contains(number.doubleValue())) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s: %s must be %s, got %s", subject, argument, this, number));
        }
    }

    private static List<Expr> ends(Domain domain) {
        return domain instanceof Choices choices ? choices.values() : domain.levels(2);
    }

    /** Returns the interval in words, such as {@code between 0 and 1} or {@code at least 1}. */
    @Override
    public String toString() {
        if (low == high || equals(FINITE)) {
            return low == high ? plain(low) : "finite";
        }
        if (fromLow && toHigh && Double.isFinite(high)) {
            return "between " + plain(low) + " and " + plain(high);
        }
        String from = (fromLow ? "at least " : "above ") + plain(low);
        return Double.isInfinite(high) ? from : from + " and below " + plain(high);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
