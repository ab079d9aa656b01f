package keras4j.measure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Returns the labels that occur; a cell that is none, such as a fraction, is left out. */
    Set<String> distinctLabels() {
        return rows().mapToObj(cells::get)
                .filter(cell -> cell != null && !cell.getClass().isArray())
                .filter(cell -> !(cell instanceof Double || cell instanceof Float))
                .map(cell -> cell instanceof Enum<?> constant ? constant.name() : cell.toString())
                .collect(Collectors.toCollection(LinkedHashSet::new));
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
        return TruthEstimates.invalid("column '" + Quoted.cut(column) + "'", accepted, shown(cells.get(row)))
                .in(column)
                .at(row);
    }

    private static String shown(@Nullable Object cell) {
        if (cell instanceof CharSequence text) {
            return "'" + Quoted.cut(text) + "'";
        }
        return cell != null && cell.getClass().isArray() ? cell.getClass().getSimpleName() : Quoted.cut(cell);
    }
}
