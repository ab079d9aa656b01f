package keras4j.resample;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Strata of rows, of which every side of a split gets its share: the levels of a column, or ranges of equal counts if
 * it has more than five distinct numbers.
 *
 * <p>Rows of missing values, and of levels rarer than {@code pool}, are assigned at random to the other strata. Ranges
 * have at least 20 rows, so there may be fewer than {@code breaks}. If fewer than two strata remain, the rows are not
 * stratified, and a warning is logged.
 *
 * @param column the name of the column
 * @param breaks the number of ranges that numbers are cut into, 2 or more
 * @param pool the fraction of rows, from 0 and below 1, below which a level is too rare to be a stratum
 */
public record Strata(String column, int breaks, double pool) {
    private static final Logger LOG = LoggerFactory.getLogger(Strata.class);
    private static final int NO_STRATUM = -1;
    private static final int MAX_NUMERIC_LEVELS = 5;
    private static final int MIN_RANGE_ROWS = 20;

    /**
     * Creates strata by a column.
     *
     * @param column the name of the column
     * @param breaks the number of ranges that numbers are cut into, 2 or more
     * @param pool the fraction of rows, from 0 and below 1, below which a level is too rare to be a stratum
     */
    public Strata {
        Preconditions.notNull("Strata", "column", column);
        if (breaks < 2) {
            throw new IllegalArgumentException("Strata: breaks must be 2 or more, got " + breaks);
        }
        if (!(pool >= 0 && pool < 1)) {
            throw new IllegalArgumentException("Strata: pool must be from 0 to 1, got " + pool);
        }
    }

    /**
     * Returns strata of up to four ranges, or of the levels that at least a tenth of the rows have.
     *
     * @param column the name of the column
     * @return the strata
     */
    public static Strata of(String column) {
        return new Strata(column, 4, 0.1);
    }

    List<int[]> of(List<@Nullable Object> cells, RandomDraw draw) {
        boolean numbers = cells.stream().allMatch(cell -> cell == null || cell instanceof Number)
                && cells.stream().filter(Strata::there).distinct().count() > MAX_NUMERIC_LEVELS;
        int[] codes = numbers ? ranges(cells) : levels(cells);
        int[] known = IntStream.of(codes)
                .filter(code -> code != NO_STRATUM)
                .distinct()
                .sorted()
                .toArray();
        if (known.length < 2) {
            LOG.warn(
                    "Resampling: strata of '{}' must be at least two, got {}; rows are drawn without strata",
                    column,
                    known.length);
            return List.of(IntStream.range(0, codes.length).toArray());
        }
        int[] dealt = IntStream.of(codes)
                .map(code -> code == NO_STRATUM ? known[draw.below(known.length)] : code)
                .toArray();
        Map<Integer, List<Integer>> rows = IntStream.range(0, dealt.length)
                .boxed()
                .collect(Collectors.groupingBy(row -> dealt[row], TreeMap::new, Collectors.toList()));
        return rows.values().stream()
                .map(stratum -> stratum.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static boolean there(@Nullable Object cell) {
        return cell != null && !cell.equals(Double.NaN) && !cell.equals(Float.NaN);
    }

    private int[] levels(List<@Nullable Object> cells) {
        Map<String, Integer> counts = new TreeMap<>();
        cells.stream().filter(Strata::there).forEach(cell -> counts.merge(String.valueOf(cell), 1, Integer::sum));
        counts.values().removeIf(rows -> rows < pool * cells.size());
        Map<String, Integer> codes = new HashMap<>();
        counts.keySet().forEach(level -> codes.put(level, codes.size()));
        return cells.stream()
                .mapToInt(cell -> there(cell) ? codes.getOrDefault(String.valueOf(cell), NO_STRATUM) : NO_STRATUM)
                .toArray();
    }

    private int[] ranges(List<@Nullable Object> cells) {
        double[] bounds = bounds(cells);
        return cells.stream()
                .mapToInt(cell -> there(cell) ? range(bounds, number(cell)) : NO_STRATUM)
                .toArray();
    }

    private double[] bounds(List<@Nullable Object> cells) {
        double[] sorted = cells.stream()
                .filter(Strata::there)
                .mapToDouble(Strata::number)
                .sorted()
                .toArray();
        int ranges = Math.min(breaks, cells.size() / MIN_RANGE_ROWS);
        return IntStream.range(1, Math.max(ranges, 1))
                .mapToDouble(i -> quantile(sorted, i / (double) ranges))
                .toArray();
    }

    private static int range(double[] bounds, double number) {
        return (int) Arrays.stream(bounds).filter(bound -> number > bound).count();
    }

    private static double number(@Nullable Object cell) {
        return ((Number) Objects.requireNonNull(cell)).doubleValue();
    }

    /** Returns a quantile by R's type 7: linear interpolation between the two nearest of sorted values. */
    private static double quantile(double[] sorted, double fraction) {
        double at = fraction * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
