package keras4j.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Frames that {@code tidy()} returns. */
final class TidyTable {
    private TidyTable() {}

    /** Returns a row for each entry. */
    static DataFrame of(String key, String value, Map<String, ?> entries) {
        return DataFrame.byColumn(key, value)
                .of(Series.ofIterable(entries.keySet()), Series.ofIterable(List.copyOf(entries.values())));
    }

    /** Returns a row for each name. */
    static DataFrame of(List<String> terms) {
        return DataFrame.byColumn("terms").of(Series.ofIterable(terms));
    }

    /** Returns a row for each column, all with one value. */
    static DataFrame same(Collection<String> terms, String value) {
        Map<String, String> entries = new LinkedHashMap<>();
        terms.forEach(name -> entries.put(name, value));
        return of("terms", "value", entries);
    }

    /** Returns a row for each pair of a key and one of its values. */
    static DataFrame each(String key, String value, Map<String, ? extends List<?>> entries) {
        List<@Nullable Object> rows = new ArrayList<>();
        entries.forEach((name, values) -> values.forEach(each -> {
            rows.add(name);
            rows.add(Objects.requireNonNull(each));
        }));
        return DataFrame.foldByRow(key, value).of(rows.toArray());
    }

    /** Returns a row for each column and statistic. */
    static DataFrame statistics(Map<String, Map<String, Double>> columnsOfStatistic) {
        List<Object> rows = new ArrayList<>();
        columnsOfStatistic.forEach((statistic, columns) -> columns.forEach((name, value) -> {
            rows.add(name);
            rows.add(statistic);
            rows.add(value);
        }));
        return DataFrame.foldByRow("terms", "statistic", "value").of(rows.toArray());
    }
}
