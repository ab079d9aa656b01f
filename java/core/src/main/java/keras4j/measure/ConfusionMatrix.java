package keras4j.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.plot.Chart;
import keras4j.plot.Charts;
import keras4j.plot.Table;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** How often each level was predicted where each was true; with case weights, the sum of their weights. */
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
     * @throws IllegalArgumentException if they are numbers
     */
    public static ConfusionMatrix of(Cases cases) {
        if (!(cases instanceof ClassCases classes)) {
            throw new IllegalArgumentException("ConfusionMatrix: cases must be classes, got " + cases);
        }
        Labels truth = classes.truth();
        int[] actual = truth.codes();
        int[] predicted = classes.predicted().codes();
        double[][] counts = new double[truth.levels().size()][truth.levels().size()];
        for (int row = 0; row < actual.length; row++) {
            counts[actual[row]][predicted[row]] += cases.weight(row);
        }
        return new ConfusionMatrix(truth.levels(), counts);
    }

    /** The classes, in the order of rows and columns. */
    public List<String> levels() {
        return levels;
    }

    /** A copy of all counts: a row for each true level, a column for each predicted one. */
    public double[][] counts() {
        return Arrays.stream(counts).map(double[]::clone).toArray(double[][]::new);
    }

    /** One level against the rest. */
    Counts against(int level) {
        double hits = counts[level][level];
        double predicted = predicted(level);
        double actual = actual(level);
        return new Counts(hits, predicted - hits, actual - hits, total() - predicted - actual + hits);
    }

    double actual(int level) {
        return Arrays.stream(counts[level]).sum();
    }

    double total() {
        return Arrays.stream(counts).flatMapToDouble(Arrays::stream).sum();
    }

    private double hits() {
        return levelNumbers().mapToDouble(level -> counts[level][level]).sum();
    }

    private double predicted(int level) {
        return Arrays.stream(counts).mapToDouble(row -> row[level]).sum();
    }

    IntStream levelNumbers() {
        return IntStream.range(0, levels.size());
    }

    double accuracy() {
        return hits() / total();
    }

    /** J. Cohen: A coefficient of agreement for nominal scales, 1960. */
    double kappa() {
        double chance =
                levelNumbers().mapToDouble(k -> actual(k) * predicted(k)).sum() / (total() * total());
        return (accuracy() - chance) / (1 - chance);
    }

    /**
     * NaN where all cases are of one level, or all are predicted as one. J. Gorodkin: Comparing two K-category assignments by a
     * K-category correlation coefficient, 2004.
     */
    double matthews() {
        if (levelNumbers().filter(k -> actual(k) > 0).count() == 1
                || levelNumbers().filter(k -> predicted(k) > 0).count() == 1) {
            return Double.NaN;
        }
        double n = total();
        double agreed =
                levelNumbers().mapToDouble(k -> actual(k) * predicted(k)).sum();
        double actual = levelNumbers().mapToDouble(k -> actual(k) * actual(k)).sum();
        double predicted =
                levelNumbers().mapToDouble(k -> predicted(k) * predicted(k)).sum();
        return (hits() * n - agreed) / Math.sqrt((n * n - actual) * (n * n - predicted));
    }

    /** Columns {@code truth}, {@code predicted} and {@code n}: a row for each pair of levels. */
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

    /** The same as text: a line for each true level, a column for each predicted one, aligned. */
    public String table() {
        return rows().text();
    }

    /** The same as a part of an HTML page, as notebooks show it. */
    public String toHtml() {
        return rows().toHtml();
    }

    /** The same as a picture: the stronger a cell, the larger its share of the true level. */
    public Chart plot() {
        return Charts.confusion(levels, counts);
    }

    private Table rows() {
        List<String> header = Stream.concat(Stream.of("truth"), levels.stream()).toList();
        return new Table(header, levelNumbers().mapToObj(this::line).toList());
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

    /** As in {@code ConfusionMatrix 3 levels, 121 of 150 right}. */
    @Override
    public String toString() {
        return "ConfusionMatrix " + levels.size() + " levels, " + Score.plain(hits()) + " of " + Score.plain(total())
                + " right";
    }
}
