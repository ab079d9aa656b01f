package keras4j.internal.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.internal.interval.ConformityScores;
import keras4j.internal.interval.IntervalBoundsOf;

/**
 * Conformal prediction intervals of numbers.
 *
 * @param centre the mean of the models' predictions, {@code (rows, ...)}
 * @param predicted the predictions of each model
 * @param scores the conformity scores of each number of a row
 */
public record ConformalNumbers(Outcome outcome, Tensor centre, List<Tensor> predicted, List<ConformityScores> scores)
        implements OutputIntervals {
    public static ConformalNumbers of(Outcome outcome, List<Tensor> predicted, List<ConformityScores> scores) {
        return new ConformalNumbers(outcome, mean(predicted), predicted, scores);
    }

    private static Tensor mean(List<Tensor> predicted) {
        List<float[]> all = predicted.stream().map(Tensor::toFloats).toList();
        float[] mean = new float[all.get(0).length];
        for (int at = 0; at < mean.length; at++) {
            int here = at;
            mean[at] = (float)
                    all.stream().mapToDouble(each -> each[here]).average().orElseThrow();
        }
        return Tensor.of(mean, predicted.get(0).shape());
    }

    @Override
    public int rows() {
        return centre.rows();
    }

    @Override
    public IntervalBounds confidence(double level) {
        throw OutputIntervals.refused("confidence(level)", "a fit with laplace", outcome);
    }

    @Override
    public IntervalBounds prediction(double level) {
        IntervalBoundsOf.requireLevel(level);
        int units = scores.size();
        List<float[]> all = new ArrayList<>();
        predicted.forEach(each -> all.add(each.toFloats()));
        return IntervalBounds.of(centre, (row, unit) -> scores.get(unit)
                .around(
                        all.stream()
                                .mapToDouble(each -> each[row * units + unit])
                                .toArray(),
                        level));
    }

    @Override
    public double[][] draws(int row, int draws, Random random) {
        throw OutputIntervals.refused("draws", "a fit with laplace", outcome);
    }
}
