package keras4j.recipe;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import keras4j.internal.text.Quoted;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Conversions of single cells to labels and dates, and the levels of a column. */
final class FrameCells {
    private FrameCells() {}

    /**
     * Returns the cell as a label: an enum constant by its name, a whole number without a fraction; null if it is
     * missing.
     */
    static @Nullable String label(@Nullable Object cell) {
        if (cell instanceof Enum<?> constant) {
            return constant.name();
        }
        if (cell instanceof Double || cell instanceof Float) {
            return numberLabel((Number) cell);
        }
        return cell == null ? null : cell.toString();
    }

    private static @Nullable String numberLabel(Number cell) {
        double number = cell.doubleValue();
        if (Double.isNaN(number)) {
            return null;
        }
        return number == Math.rint(number) ? String.valueOf((long) number) : cell.toString();
    }

    /** Returns the day of a date; null if it is missing. */
    static @Nullable LocalDate day(String column, @Nullable Object cell, int row) {
        if (cell instanceof Temporal date && date.isSupported(ChronoField.EPOCH_DAY)) {
            return LocalDate.from(date);
        }
        if (cell == null) {
            return null;
        }
        throw StepTable.must(column, "hold dates", quoted(cell)).at(row);
    }

    /** Returns the distinct labels: those of an enum in declared order, others sorted, numbers by value. */
    static List<String> levels(Series<?> cells) {
        Map<String, Object> found = new TreeMap<>();
        for (int row = 0; row < cells.size(); row++) {
            String label = label(cells.get(row));
            if (label != null) {
                found.put(label, Objects.requireNonNull(cells.get(row)));
            }
        }
        if (!found.isEmpty() && found.values().iterator().next() instanceof Enum<?> constant) {
            return java.util.Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                    .map(Enum::name)
                    .toList();
        }
        boolean numbers = found.values().stream().allMatch(Number.class::isInstance);
        return numbers
                ? found.keySet().stream()
                        .sorted(java.util.Comparator.comparingDouble(Double::parseDouble))
                        .toList()
                : List.copyOf(found.keySet());
    }

    static String quoted(Object cell) {
        return cell instanceof Number || cell instanceof Boolean
                ? cell.toString()
                : cell instanceof float[] ? "float[]" : "'" + Quoted.cut(cell) + "'";
    }
}
