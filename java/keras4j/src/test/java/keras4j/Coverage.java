package keras4j;

import java.util.stream.IntStream;
import org.dflib.DataFrame;

/** Empirical coverage of intervals. */
final class Coverage {
    private Coverage() {}

    /** The part of the rows whose value, in the named column, lies within. */
    static double of(DataFrame intervals, DataFrame rows, String y) {
        return IntStream.range(0, rows.height())
                .mapToDouble(row -> {
                    double value = number(rows, y, row);
                    return number(intervals, ".pred_lower", row) <= value
                                    && value <= number(intervals, ".pred_upper", row)
                            ? 1
                            : 0;
                })
                .average()
                .orElseThrow();
    }

    private static double number(DataFrame frame, String column, int row) {
        return ((Number) frame.get(column, row)).doubleValue();
    }
}
