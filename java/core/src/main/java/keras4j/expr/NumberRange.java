package keras4j.expr;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Interval of the numbers that an argument accepts.
 *
 * @param low the lower end
 * @param fromLow true if the lower end itself is accepted
 * @param high the upper end, possibly infinite
 * @param toHigh true if the upper end itself is accepted
 */
public record NumberRange(double low, boolean fromLow, double high, boolean toHigh) {
    /** Interval of all finite numbers. */
    public static final NumberRange FINITE = new NumberRange(-Double.MAX_VALUE, true, Double.MAX_VALUE, true);

    /**
     * Returns the interval of a text in mathematical notation, such as {@code [0, 1)} or {@code [1, inf)}.
     *
     * @param text the text
     * @return the interval
     */
    public static NumberRange of(String text) {
        int comma = text.indexOf(',');
        String high = text.substring(comma + 1, text.length() - 1).strip();
        return new NumberRange(
                Double.parseDouble(text.substring(1, comma)),
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
        if (value instanceof Arg arg) {
            check(subject, argument, arg.standard());
        } else if (value instanceof ListExpr items) {
            items.items().forEach(item -> check(subject, argument, item));
        } else if (value instanceof Dict dict) {
            dict.entries().values().forEach(item -> check(subject, argument, item));
        } else if (value instanceof OpenExpr open) {
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
        if (equals(FINITE)) {
            return "finite";
        }
        if (low == high) {
            return plain(low);
        }
        if (fromLow && toHigh) {
            return "between " + plain(low) + " and " + plain(high);
        }
        String from = (fromLow ? "at least " : "above ") + plain(low);
        return Double.isInfinite(high) ? from : from + " and below " + plain(high);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
