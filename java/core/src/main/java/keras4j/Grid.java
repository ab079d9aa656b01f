package keras4j;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dflib.Series;

/**
 * The values at which a column is looked at: its levels or distinct numbers; where there are more than 50 numbers, 50 of equal
 * distance from its 5 to its 95 per cent quantile.
 *
 * @param values in order
 * @param whole whether the column holds whole numbers
 */
record Grid(List<Object> values, boolean whole) {
    private static final int MOST = 50;

    static Grid of(String column, Series<?> cells) {
        List<?> present = IntStream.range(0, cells.size())
                .mapToObj(cells::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!present.isEmpty() && present.stream().allMatch(cell -> cell instanceof Number)) {
            return numbers(cells, present.stream().allMatch(Grid::isWhole));
        }
        boolean levels = present.stream()
                .allMatch(cell -> cell instanceof CharSequence || cell instanceof Boolean || cell instanceof Enum<?>);
        if (present.isEmpty() || !levels || present.size() > MOST) {
            throw new IllegalArgumentException(
                    "Dependence: column '" + column + "' must hold numbers or at most " + MOST + " levels, got "
                            + (levels
                                    ? present.size() + " levels"
                                    : present.get(0).getClass().getSimpleName()));
        }
        return new Grid(present.stream().<Object>map(level -> level).sorted().toList(), false);
    }

    private static boolean isWhole(Object cell) {
        return cell instanceof Integer || cell instanceof Long || cell instanceof Short || cell instanceof Byte;
    }

    private static Grid numbers(Series<?> cells, boolean whole) {
        double[] sorted = IntStream.range(0, cells.size())
                .mapToObj(cells::get)
                .filter(Objects::nonNull)
                .mapToDouble(cell -> ((Number) cell).doubleValue())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        DoubleStream grid = distinct.length <= MOST ? Arrays.stream(distinct) : even(sorted);
        Stream<Object> values = whole
                ? grid.mapToObj(value -> (Object) Math.round(value)).distinct()
                : grid.mapToObj(value -> (Object) value);
        return new Grid(values.toList(), whole);
    }

    private static DoubleStream even(double[] sorted) {
        double low = quantile(sorted, 0.05);
        double high = quantile(sorted, 0.95);
        return IntStream.range(0, MOST).mapToDouble(place -> low + (high - low) * place / (MOST - 1));
    }

    /** As {@code scipy.stats.mstats.mquantiles} has it; R's type is between 7 and 8. */
    private static double quantile(double[] sorted, double probability) {
        double place = sorted.length * probability + 0.4 + probability * 0.2;
        int below = (int) Math.min(Math.max(Math.floor(place), 1), sorted.length - 1);
        double part = Math.min(Math.max(place - below, 0), 1);
        return (1 - part) * sorted[below - 1] + part * sorted[below];
    }

    /** A column with one value in all rows, of the kind that the column has. */
    Series<?> column(Object value, int rows) {
        if (value instanceof Long number) {
            return Series.ofInt(IntStream.generate(number::intValue).limit(rows).toArray());
        }
        return value instanceof Double number
                ? Series.ofDouble(
                        DoubleStream.generate(() -> number).limit(rows).toArray())
                : Series.ofVal(value, rows);
    }
}
