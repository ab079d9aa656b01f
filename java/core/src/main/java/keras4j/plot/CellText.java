package keras4j.plot;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Text of the cells of frames, as people read them. */
final class CellText {
    private static final int MAX_ITEMS = 5;
    private static final int SIGNIFICANT_DIGITS = 4;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e15;

    private CellText() {}

    static String of(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Double || cell instanceof Float) {
            return number(Double.parseDouble(cell.toString()));
        }
        if (cell.getClass().isArray()) {
            return items(
                    IntStream.range(0, Math.min(Array.getLength(cell), MAX_ITEMS + 1))
                            .mapToObj(at -> of(Array.get(cell, at)))
                            .toList(),
                    Array.getLength(cell));
        }
        return cell instanceof List<?> list
                ? items(list.stream().limit(MAX_ITEMS + 1).map(CellText::of).toList(), list.size())
                : cell.toString();
    }

    private static String items(List<String> first, int count) {
        String shown = first.stream().limit(MAX_ITEMS).collect(Collectors.joining(", "));
        return "[" + shown + (count > MAX_ITEMS ? ", … (" + count + " in all)" : "") + "]";
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= LARGEST_PLAIN || (size > 0 && size < SMALLEST_PLAIN)) {
            return AxisTicks.label(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int before = exact.precision() - exact.scale();
        BigDecimal rounded = exact.setScale(Math.max(0, SIGNIFICANT_DIGITS - before), RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
