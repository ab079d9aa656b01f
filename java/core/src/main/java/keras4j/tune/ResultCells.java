package keras4j.tune;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Normal form of table cells, the same before and after JSON: integers are long, other numbers double, arrays lists,
 * all else text.
 */
final class ResultCells {
    private ResultCells() {}

    static Map<String, List<@Nullable Object>> plain(Map<String, List<@Nullable Object>> columns) {
        Preconditions.entries("TrialResult", "predictions", columns);
        Map<String, List<@Nullable Object>> plain = new LinkedHashMap<>();
        columns.forEach((name, cells) -> {
            List<@Nullable Object> column = new ArrayList<>();
            cells.forEach(cell -> column.add(plain(cell)));
            plain.put(name, Collections.unmodifiableList(column));
        });
        return Collections.unmodifiableMap(plain);
    }

    private static @Nullable Object plain(@Nullable Object cell) {
        if (cell instanceof Float || cell instanceof Double) {
            double number = Double.parseDouble(cell.toString());
            return Double.isFinite(number) ? (Object) number : null;
        }
        if (cell instanceof Number number) {
            return number.longValue();
        }
        if (cell instanceof float[] numbers) {
            return plain(IntStream.range(0, numbers.length)
                    .mapToObj(at -> numbers[at])
                    .toList());
        }
        if (cell instanceof Collection<?> items) {
            List<@Nullable Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(plain(item)));
            return Collections.unmodifiableList(plain);
        }
        return cell == null || cell instanceof Boolean ? cell : cell.toString();
    }
}
