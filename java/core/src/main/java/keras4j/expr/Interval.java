package keras4j.expr;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * The numbers that an argument accepts.
 *
 * @param low the lower end
 * @param fromLow whether the lower end itself is accepted
 * @param high the upper end; infinite where there is none
 * @param toHigh whether the upper end itself is accepted
 */
public record Interval(double low, boolean fromLow, double high, boolean toHigh) {
    /** All numbers, but neither NaN nor infinity. */
    public static final Interval FINITE = new Interval(-Double.MAX_VALUE, true, Double.MAX_VALUE, true);

    /** An interval as mathematicians write it: {@code [0, 1)}, {@code [1, inf)}. */
    public static Interval of(String text) {
        int comma = text.indexOf(',');
        String high = text.substring(comma + 1, text.length() - 1).strip();
        return new Interval(
                Double.parseDouble(text.substring(1, comma)),
                text.startsWith("["),
                high.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(high),
                text.endsWith("]"));
    }

    public boolean contains(double number) {
        return (fromLow ? number >= low : number > low) && (toHigh ? number <= high : number < high);
    }

    /** Refuses a number outside, wherever it stands in {@code value}: alone, in a list, as what an arg holds. */
    public void check(String subject, String argument, Expr value) {
        if (value instanceof Arg arg) {
            check(subject, argument, arg.standard());
        } else if (value instanceof Items items) {
            items.items().forEach(item -> check(subject, argument, item));
        } else if (value instanceof Dict dict) {
            dict.entries().values().forEach(item -> check(subject, argument, item));
        } else if (value instanceof Open open) {
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

    /** The interval in words: {@code between 0 and 1}, {@code at least 1}. */
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
