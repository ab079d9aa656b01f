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
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Rows to split: their number, and the columns available for strata and groups. */
record RowNumbers(int count, List<String> columns, Function<String, List<@Nullable Object>> cells) {
    private static final int MAX_ROWS = 100_000_000;

    RowNumbers {
        if (count < 2) {
            throw new IllegalArgumentException("Resampling: data must have at least 2 rows, got " + count);
        }
        if (count > MAX_ROWS) {
            throw new IllegalArgumentException(
                    "Resampling: data must have at most " + MAX_ROWS + " rows, got " + count);
        }
    }

    static RowNumbers of(int count) {
        return new RowNumbers(count, List.of(), name -> List.of());
    }

    static RowNumbers of(DataFrame frame) {
        return new RowNumbers(
                frame.height(),
                Arrays.asList(frame.getColumnsIndex().toArray()),
                name -> new ArrayList<>(frame.getColumn(name).toList()));
    }

    /** Returns the rows of examples. Columns are the outcomes that are classes, or have one number in each row. */
    static RowNumbers of(Examples examples) {
        return new RowNumbers(
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

    /** Returns the cells of a column that the argument {@code asks} names. */
    List<@Nullable Object> column(String asks, String name) {
        if (!columns.contains(name)) {
            throw new IllegalArgumentException("Resampling: " + asks + " must be one of the columns "
                    + columns.stream()
                            .map(each -> "'" + Quoted.cut(each) + "'")
                            .collect(Collectors.joining(", ", "[", "]"))
                    + ", got '"
                    + Quoted.cut(name) + "'" + NearestName.quotedHint(name, columns));
        }
        return cells.apply(name);
    }

    /** Returns a selection of these rows. */
    RowNumbers take(int[] rows) {
        return new RowNumbers(rows.length, columns, name -> {
            List<@Nullable Object> all = cells.apply(name);
            return Arrays.stream(rows).mapToObj(all::get).collect(Collectors.toCollection(ArrayList::new));
        });
    }

    int[] numbers() {
        return IntStream.range(0, count).toArray();
    }

    /** Returns the rows of each stratum, or all rows if there are no strata. */
    List<int[]> strata(@Nullable Strata strata, RandomDraw draw) {
        return strata == null ? List.of(numbers()) : strata.of(column("strata", strata.column()), draw);
    }
}
