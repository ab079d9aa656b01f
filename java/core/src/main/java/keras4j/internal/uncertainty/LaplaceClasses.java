package keras4j.internal.uncertainty;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.internal.interval.ClassDraws;
import keras4j.internal.interval.IntervalBoundsOf;
import keras4j.internal.prediction.OutputPredictions;
import keras4j.internal.prediction.PredictionColumns;
import keras4j.internal.prediction.PredictionNames;

/**
 * Intervals of a class outcome by the Laplace approximation.
 *
 * @param logits the logits of the levels, or of the second of two, {@code (rows, levels)} or {@code (rows, 1)}
 * @param variance the variance of the logits
 */
public record LaplaceClasses(Outcome outcome, Tensor logits, Tensor variance) implements OutputIntervals {
    @Override
    public int rows() {
        return logits.rows();
    }

    @Override
    public IntervalBounds confidence(double level) {
        IntervalBoundsOf.requireLevel(level);
        return band(drawn -> IntervalBoundsOf.ofDrawn(drawn, level));
    }

    @Override
    public IntervalBounds prediction(double level) {
        IntervalBoundsOf.requireLevel(level);
        return band(
                drawn -> IntervalBoundsOf.ofEvent(Arrays.stream(drawn).average().orElseThrow(), level));
    }

    private IntervalBounds band(Function<double[], IntervalBoundsOf> bounds) {
        int levels = outcome.levels().size();
        ClassDraws draws = new ClassDraws(levels);
        IntervalBoundsOf[][] rows = IntStream.range(0, logits.rows())
                .parallel()
                .mapToObj(row -> Arrays.stream(draws.probabilities(widened(logits, row), widened(variance, row)))
                        .map(bounds)
                        .toArray(IntervalBoundsOf[]::new))
                .toArray(IntervalBoundsOf[][]::new);
        Tensor shape = Tensor.of(new float[rows.length * levels], rows.length, levels);
        return IntervalBounds.of(shape, (row, level) -> rows[row][level]);
    }

    /** Widens one sigmoid unit to a softmax over a constant 0 and its logit. */
    private double[] widened(Tensor tensor, int row) {
        float[] units = tensor.row(row);
        int levels = outcome.levels().size();
        return IntStream.range(0, levels)
                .mapToDouble(level -> units.length == levels ? units[level] : level * units[0])
                .toArray();
    }

    @Override
    public double[][] draws(int row, int draws, Random random) {
        throw OutputIntervals.refused("draws", "numbers", outcome);
    }

    @Override
    public void columns(PredictionColumns columns, IntervalBounds band, PredictionNames names) {
        columns(columns, outcome, band, names);
    }

    static void columns(PredictionColumns columns, Outcome outcome, IntervalBounds band, PredictionNames names) {
        new OutputPredictions(band.lower(), outcome).probabilities(columns, ".pred_lower", names);
        new OutputPredictions(band.upper(), outcome).probabilities(columns, ".pred_upper", names);
    }
}
