package keras4j.measure;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.internal.text.Quoted;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** One column of a frame of predictions, read as numbers or as labels. */
record PredictionCells(String column, Series<?> cells) {
    boolean numeric() {
        return rows().allMatch(row -> cells.get(row) instanceof Number);
    }

    double[] numbers() {
        return rows().mapToDouble(row -> {
                    if (cells.get(row) instanceof Number number) {
                        return number.doubleValue();
                    }
                    throw must("hold numbers", row);
                })
                .toArray();
    }

    Labels labels(List<String> levels) {
        return Labels.of(
                levels,
                rows().map(row -> {
                            int code = levels.indexOf(text(row));
                            if (code < 0) {
                                throw must("be one of " + Quoted.of(levels), row);
                            }
                            return code;
                        })
                        .toArray());
    }

    /**
     * Returns the labels of some columns, sorted: whole numbers by value, text by its characters, always false before
     * true.
     */
    static List<String> levels(Stream<PredictionCells> columns) {
        List<PredictionCells> all = columns.toList();
        if (all.stream().allMatch(each -> each.all(Boolean.class))) {
            return List.of("false", "true");
        }
        Stream<String> texts =
                all.stream().flatMap(each -> each.rows().mapToObj(each::text)).distinct();
        return all.stream().allMatch(each -> each.all(Integer.class, Long.class, Short.class, Byte.class))
                ? texts.map(Long::valueOf).sorted().map(String::valueOf).toList()
                : texts.sorted().toList();
    }

    private boolean all(Class<?>... types) {
        return rows().allMatch(row -> Stream.of(types).anyMatch(type -> type.isInstance(cells.get(row))));
    }

    private IntStream rows() {
        return IntStream.range(0, cells.size());
    }

    private String text(int row) {
        Object cell = cells.get(row);
        if (cell == null || cell.getClass().isArray()) {
            throw must("hold labels", row);
        }
        return cell instanceof Enum<?> constant ? constant.name() : cell.toString();
    }

    private IllegalArgumentException must(String accepted, int row) {
        return TruthEstimates.must("column '" + column + "'", accepted, shown(cells.get(row)) + " at row " + row);
    }

    private static String shown(@Nullable Object cell) {
        if (cell instanceof CharSequence text) {
            return "'" + text + "'";
        }
        return cell != null && cell.getClass().isArray() ? cell.getClass().getSimpleName() : String.valueOf(cell);
    }
}
