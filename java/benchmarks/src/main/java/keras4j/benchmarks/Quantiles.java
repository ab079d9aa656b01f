package keras4j.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Median, minimum and maximum of some numbers. */
record Quantiles(double median, double min, double max) {
    static Quantiles of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
        return new Quantiles(median, sorted.get(0), sorted.get(last));
    }

    /** A number with three significant digits. */
    static String text(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    @Override
    public String toString() {
        return text(median) + " (" + text(min) + " to " + text(max) + ")";
    }
}
