package keras4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.interval.Bounds;
import keras4j.interval.ClassDraws;
import org.dflib.Series;

/**
 * A class by the Laplace approximation.
 *
 * @param logits of the levels, or of the second of two, {@code (rows, levels)} or {@code (rows, 1)}
 * @param variance of the logits
 */
record LaplaceClasses(Outcome outcome, Tensor logits, Tensor variance) implements IntervalHead {
    @Override
    public int rows() {
        return logits.rows();
    }

    @Override
    public Band confidence(double level) {
        Bounds.requireLevel(level);
        return band(drawn -> Bounds.ofDrawn(drawn, level));
    }

    @Override
    public Band prediction(double level) {
        Bounds.requireLevel(level);
        return band(drawn -> Bounds.ofEvent(Arrays.stream(drawn).average().orElseThrow(), level));
    }

    private Band band(Function<double[], Bounds> bounds) {
        int levels = outcome.levels().size();
        ClassDraws draws = new ClassDraws(levels);
        Bounds[][] rows = IntStream.range(0, logits.rows())
                .parallel()
                .mapToObj(row -> Arrays.stream(draws.probabilities(widened(logits, row), widened(variance, row)))
                        .map(bounds)
                        .toArray(Bounds[]::new))
                .toArray(Bounds[][]::new);
        Tensor shape = Tensor.of(new float[rows.length * levels], rows.length, levels);
        return Band.of(shape, (row, level) -> rows[row][level]);
    }

    /** One sigmoid unit is a softmax over 0 and its logit, and 0 does not vary. */
    private double[] widened(Tensor tensor, int row) {
        float[] units = tensor.row(row);
        int levels = outcome.levels().size();
        return IntStream.range(0, levels)
                .mapToDouble(level -> units.length == levels ? units[level] : level * units[0])
                .toArray();
    }

    @Override
    public double[][] draws(int row, int draws, Random random) {
        throw IntervalHead.refused("draws", "numbers", outcome);
    }

    @Override
    public Map<String, Series<?>> columns(Band band, String suffix) {
        return columns(outcome, band, suffix);
    }

    static Map<String, Series<?>> columns(Outcome outcome, Band band, String suffix) {
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        new Head(band.lower(), outcome).probabilities(columns, ".pred_lower", suffix);
        new Head(band.upper(), outcome).probabilities(columns, ".pred_upper", suffix);
        return columns;
    }
}
