package keras4j.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.plot.Chart;
import keras4j.plot.ChartTable;
import keras4j.plot.Charts;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** A confusion matrix: counts of predicted levels for each true level; with case weights, the sums of their weights. */
public final class ConfusionMatrix {
    private final List<String> levels;
    private final double[][] counts;

    private ConfusionMatrix(List<String> levels, double[][] counts) {
        this.levels = levels;
        this.counts = counts;
    }

    /**
     * Counts the cases.
     *
     * @param cases cases of a class outcome
     * @return the matrix
     * @throws IllegalArgumentException if they are numbers
     */
    public static ConfusionMatrix of(TruthEstimates cases) {
        if (!(cases instanceof ClassCases classes)) {
            throw new IllegalArgumentException("ConfusionMatrix: cases must be classes, got " + cases);
        }
        int[] truth = classes.truth().codes();
        int[] estimate = classes.predicted().codes();
        double[][] counts = new double[classes.levels().size()][classes.levels().size()];
        for (int row = 0; row < truth.length; row++) {
            counts[truth[row]][estimate[row]] += cases.weight(row);
        }
        return new ConfusionMatrix(classes.levels(), counts);
    }

    /** {@return the classes, in the order of rows and columns} */
    public List<String> levels() {
        return levels;
    }

    /** {@return a copy of all counts: a row for each true level, a column for each predicted one} */
    public double[][] counts() {
        return Arrays.stream(counts).map(double[]::clone).toArray(double[][]::new);
    }

    private double total() {
        return Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    }

    private double hits() {
        return levelNumbers().mapToDouble(level -> counts[level][level]).sum();
    }

    private IntStream levelNumbers() {
        return IntStream.range(0, levels.size());
    }

    /** {@return columns {@code truth}, {@code predicted} and {@code n}: a row for each pair of levels} */
    public DataFrame toFrame() {
        int size = levels.size();
        int[] cells = IntStream.range(0, size * size).toArray();
        return DataFrame.byColumn("truth", "predicted", "n")
                .of(
                        Series.ofIterable(Arrays.stream(cells)
                                .mapToObj(i -> levels.get(i / size))
                                .toList()),
                        Series.ofIterable(Arrays.stream(cells)
                                .mapToObj(i -> levels.get(i % size))
                                .toList()),
                        Series.ofDouble(Arrays.stream(cells)
                                .mapToDouble(i -> counts[i / size][i % size])
                                .toArray()));
    }

    /** {@return the matrix as text: a line for each true level, a column for each predicted one, aligned} */
    public String table() {
        return rows().text();
    }

    /** {@return the matrix as an HTML fragment, for notebooks} */
    public String toHtml() {
        return rows().toHtml();
    }

    /** {@return the matrix as a heat map, each cell coloured by its share of the true level} */
    public Chart plot() {
        return Charts.confusion(levels, counts);
    }

    private ChartTable rows() {
        List<String> header = Stream.concat(Stream.of("truth"), levels.stream()).toList();
        return new ChartTable(header, levelNumbers().mapToObj(this::line).toList());
    }

    private List<String> line(int level) {
        return Stream.concat(
                        Stream.of(levels.get(level)),
                        Arrays.stream(counts[level]).mapToObj(Score::plain))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfusionMatrix that
                && levels.equals(that.levels)
                && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * levels.hashCode() + Arrays.deepHashCode(counts);
    }

    /** Returns text such as {@code ConfusionMatrix 3 levels, 121 of 150 right}. */
    @Override
    public String toString() {
        return "ConfusionMatrix " + levels.size() + " levels, " + Score.plain(hits()) + " of " + Score.plain(total())
                + " right";
    }
}
