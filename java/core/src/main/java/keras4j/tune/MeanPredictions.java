package keras4j.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Average of one candidate's predictions for the same row, over several repeats or bootstraps. */
final class MeanPredictions {
    static final String ROW = ".row";
    private static final String CLASS = ".pred_class";

    /** Cells of each column, by the number of the row. */
    private final Map<Long, Map<String, List<@Nullable Object>>> rows = new TreeMap<>();

    void add(TrialResult outcome) {
        List<@Nullable Object> numbers = outcome.predictions().getOrDefault(ROW, List.of());
        for (int at = 0; at < numbers.size(); at++) {
            if (numbers.get(at) instanceof Number number) {
                Map<String, List<@Nullable Object>> row =
                        rows.computeIfAbsent(number.longValue(), any -> new LinkedHashMap<>());
                int place = at;
                outcome.predictions().forEach((name, cells) -> row.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(cells.get(place)));
            }
        }
    }

    /** Returns one row for each row number, in their order. */
    List<Map<String, @Nullable Object>> rows() {
        return rows.values().stream().map(MeanPredictions::one).toList();
    }

    private static Map<String, @Nullable Object> one(Map<String, List<@Nullable Object>> columns) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        columns.forEach((name, cells) -> one.put(name, name.startsWith(".pred") ? mean(cells) : cells.get(0)));
        one.replaceAll((name, cell) -> name.startsWith(CLASS) && cell == null ? likeliest(name, one) : cell);
        return one;
    }

    /** Returns the mean of numbers or arrays; null for all else, and if one is missing. */
    private static @Nullable Object mean(List<@Nullable Object> cells) {
        if (cells.stream().allMatch(cell -> cell instanceof Number)) {
            return cells.stream()
                    .mapToDouble(cell -> cell instanceof Number number ? number.doubleValue() : Double.NaN)
                    .average()
                    .orElseThrow();
        }
        boolean arrays = cells.stream().allMatch(cell -> cell instanceof List<?>);
        return !arrays || !(cells.get(0) instanceof List<?> first)
                ? null
                : IntStream.range(0, first.size())
                        .mapToObj(at -> mean(cells.stream()
                                .<@Nullable Object>map(cell -> cell instanceof List<?> array ? array.get(at) : null)
                                .toList()))
                        .toList();
    }

    /**
     * Returns the level of the highest mean probability, the first of equal ones; the probability columns follow that
     * of the class.
     */
    private static @Nullable Object likeliest(String name, Map<String, @Nullable Object> row) {
        String prefix = ".pred" + name.substring(CLASS.length()) + "_";
        List<String> names = List.copyOf(row.keySet());
        String best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int at = names.indexOf(name) + 1;
                at < names.size() && names.get(at).startsWith(prefix);
                at++) {
            // The column of a number, whose truth has a column as well, may begin like those of a class.
            boolean number = names.contains(names.get(at).substring(".pred_".length()));
            if (!number && row.get(names.get(at)) instanceof Number share && share.doubleValue() > most) {
                most = share.doubleValue();
                best = names.get(at).substring(prefix.length());
            }
        }
        return best;
    }
}
