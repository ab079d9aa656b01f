package keras4j.internal.uncertainty;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.internal.interval.ConformityScores;
import keras4j.internal.interval.IntervalBoundsOf;
import keras4j.internal.prediction.OutputPredictions;
import keras4j.internal.prediction.PredictionColumns;
import keras4j.internal.prediction.PredictionNames;

/**
 * Conformal prediction sets of a class outcome.
 *
 * @param predicted the predictions of each model, {@code (rows, levels)} or {@code (rows, 1)}
 */
public record ConformalClasses(Outcome outcome, List<Tensor> predicted, ConformityScores scores)
        implements OutputIntervals {
    @Override
    public int rows() {
        return predicted.get(0).rows();
    }

    @Override
    public IntervalBounds confidence(double level) {
        throw OutputIntervals.refused("confidence(level)", "a fit with laplace", outcome);
    }

    @Override
    public IntervalBounds prediction(double level) {
        boolean[][] held = held(level);
        int levels = held[0].length;
        return IntervalBounds.of(Tensor.of(new float[rows() * levels], rows(), levels), (row, code) -> {
            boolean alone = IntStream.range(0, levels).noneMatch(other -> other != code && held[row][other]);
            return new IntervalBoundsOf(held[row][code] && alone ? 1 : 0, held[row][code] ? 1 : 0);
        });
    }

    /** Returns whether each level belongs to the prediction set of each row. */
    private boolean[][] held(double level) {
        boolean[][] held = new boolean[rows()][outcome.levels().size()];
        for (int code = 0; code < outcome.levels().size(); code++) {
            int here = code;
            List<float[]> all = predicted.stream()
                    .map(each -> new OutputPredictions(each, outcome).probability(here))
                    .toList();
            for (int row = 0; row < held.length; row++) {
                int at = row;
                double[] distances =
                        all.stream().mapToDouble(each -> 1.0 - each[at]).toArray();
                held[row][code] = scores.hold(distances, level);
            }
        }
        return held;
    }

    @Override
    public double[][] draws(int row, int draws, Random random) {
        throw OutputIntervals.refused("draws", "numbers", outcome);
    }

    @Override
    public void columns(PredictionColumns columns, IntervalBounds band, PredictionNames names) {
        LaplaceClasses.columns(columns, outcome, band, names);
    }
}
