package keras4j.plot;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Groups of neighbouring rows or columns of a table that has more of them than can be told apart in a picture. */
final class NameGroups {
    /** Number of rows or columns up to which each is drawn. */
    static final int MAX_CELLS = 100;

    private final List<String> names;
    private final int size;

    private NameGroups(List<String> names, int size) {
        this.names = names;
        this.size = size;
    }

    static NameGroups of(List<String> names) {
        return new NameGroups(names, (names.size() + MAX_CELLS - 1) / MAX_CELLS);
    }

    /** Returns the number of neighbours in a group; the last one may have fewer. */
    int size() {
        return size;
    }

    /** Returns a name for each group: its own, or the first and the last. */
    List<String> names() {
        return starts().mapToObj(first -> end(first) == first + 1
                        ? names.get(first)
                        : names.get(first) + " … " + names.get(end(first) - 1))
                .toList();
    }

    private IntStream starts() {
        return IntStream.iterate(0, first -> first < names.size(), first -> first + size);
    }

    private int end(int first) {
        return Math.min(first + size, names.size());
    }

    /**
     * Returns a number for each pair of groups.
     *
     * @param columns the groups of columns
     * @param statistic the number of some cells, which may be missing
     */
    double[][] table(NameGroups columns, double[][] values, ToDoubleFunction<DoubleStream> statistic) {
        return starts().mapToObj(row -> columns.starts()
                        .mapToDouble(column -> statistic.applyAsDouble(IntStream.range(row, end(row))
                                .mapToObj(each -> values[each])
                                .flatMapToDouble(each -> IntStream.range(column, columns.end(column))
                                        .mapToDouble(at -> each[at]))))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Returns the text that an axis adds for groups of several neighbours. */
    String label(String label) {
        return size == 1 ? label : (label + ", " + size + " to a cell").strip();
    }
}
