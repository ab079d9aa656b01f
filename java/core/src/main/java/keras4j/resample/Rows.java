package keras4j.resample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.text.Nearest;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** What is split: so many rows, and columns by which rows belong together. */
record Rows(int count, List<String> columns, Function<String, List<@Nullable Object>> cells) {
    Rows {
        if (count < 2) {
            throw new IllegalArgumentException("Resampling: data must have at least 2 rows, got " + count);
        }
    }

    static Rows of(int count) {
        return new Rows(count, List.of(), name -> List.of());
    }

    static Rows of(DataFrame frame) {
        return new Rows(
                frame.height(),
                Arrays.asList(frame.getColumnsIndex().toArray()),
                name -> new ArrayList<>(frame.getColumn(name).toList()));
    }

    /** Columns are the outcomes that are classes, or one number a row. */
    static Rows of(Examples examples) {
        return new Rows(
                examples.rows(),
                examples.outcomes().entrySet().stream()
                        .filter(each -> each.getValue() instanceof Labels
                                || Examples.y(each.getValue()).rowSize() == 1)
                        .map(each -> each.getKey())
                        .toList(),
                name -> cells(examples.outcomes().get(name)));
    }

    private static List<@Nullable Object> cells(@Nullable Target target) {
        List<@Nullable Object> cells = new ArrayList<>();
        if (target instanceof Labels labels) {
            IntStream.range(0, labels.rows()).forEach(row -> cells.add(labels.label(row)));
        } else if (target instanceof Tensor numbers) {
            for (float number : numbers.toFloats()) {
                cells.add(number);
            }
        }
        return cells;
    }

    /** The cells of a column that {@code asks} for it. */
    List<@Nullable Object> column(String asks, String name) {
        if (!columns.contains(name)) {
            throw new IllegalArgumentException("Resampling: " + asks + " must be a column, which are "
                    + columns.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", ", "[", "]"))
                    + ", got '"
                    + name + "'" + Nearest.quotedHint(name, columns));
        }
        return cells.apply(name);
    }

    /** Some of these rows alone. */
    Rows take(int[] rows) {
        return new Rows(rows.length, columns, name -> {
            List<@Nullable Object> all = cells.apply(name);
            return Arrays.stream(rows).mapToObj(all::get).collect(Collectors.toCollection(ArrayList::new));
        });
    }

    int[] numbers() {
        return IntStream.range(0, count).toArray();
    }

    /** The rows of each stratum, all rows where there is none. */
    List<int[]> strata(@Nullable Strata strata, Draw draw) {
        return strata == null ? List.of(numbers()) : strata.of(column("strata", strata.column()), draw);
    }
}
