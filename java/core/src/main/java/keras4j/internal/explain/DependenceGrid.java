package keras4j.internal.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.text.Quoted;
import org.dflib.Series;

/**
 * Grid of values of a column for partial dependence: its levels or distinct numbers. More than 50 numbers are replaced
 * by 50 equidistant ones from the 5% to the 95% quantile.
 *
 * @param values the values, in order
 * @param whole whether the column holds integers
 */
record DependenceGrid(List<Object> values, boolean whole) {
    private static final int MAX_VALUES = 50;

    static DependenceGrid of(String column, Series<?> cells) {
        List<?> present = IntStream.range(0, cells.size())
                .mapToObj(cells::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!present.isEmpty() && present.stream().allMatch(cell -> cell instanceof Number)) {
            return numbers(cells, present.stream().allMatch(DependenceGrid::isWhole));
        }
        boolean levels = present.stream()
                .allMatch(cell -> cell instanceof CharSequence || cell instanceof Boolean || cell instanceof Enum<?>);
        if (present.isEmpty() || !levels || present.size() > MAX_VALUES) {
            throw new IllegalArgumentException("PartialDependence: column '" + Quoted.cut(column)
                    + "' must hold numbers or at most " + MAX_VALUES + " levels, got "
                    + Quoted.cut(
                            levels
                                    ? present.size() + " levels"
                                    : present.get(0).getClass().getSimpleName()));
        }
        return new DependenceGrid(
                present.stream().<Object>map(level -> level).sorted().toList(), false);
    }

    private static boolean isWhole(Object cell) {
        return cell instanceof Integer || cell instanceof Long || cell instanceof Short || cell instanceof Byte;
    }

    private static DependenceGrid numbers(Series<?> cells, boolean whole) {
        double[] sorted = IntStream.range(0, cells.size())
                .mapToObj(cells::get)
                .filter(Objects::nonNull)
                .mapToDouble(cell -> ((Number) cell).doubleValue())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        DoubleStream grid = distinct.length <= MAX_VALUES ? Arrays.stream(distinct) : even(sorted);
        Stream<Object> values = whole
                ? grid.mapToObj(value -> (Object) Math.round(value)).distinct()
                : grid.mapToObj(value -> (Object) value);
        return new DependenceGrid(values.toList(), whole);
    }

    private static DoubleStream even(double[] sorted) {
        double low = quantile(sorted, 0.05);
        double high = quantile(sorted, 0.95);
        return IntStream.range(0, MAX_VALUES).mapToDouble(place -> low + (high - low) * place / (MAX_VALUES - 1));
    }

    /** Returns a quantile as {@code scipy.stats.mstats.mquantiles} does, between R's types 7 and 8. */
    private static double quantile(double[] sorted, double probability) {
        double place = sorted.length * probability + 0.4 + probability * 0.2;
        int below = (int) Math.min(Math.max(Math.floor(place), 1), sorted.length - 1);
        double part = Math.min(Math.max(place - below, 0), 1);
        return (1 - part) * sorted[below - 1] + part * sorted[below];
    }

    /** Returns a column with one value in all rows, of the column's own type. */
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
