package keras4j;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.interval.Bounds;
import keras4j.interval.Scores;
import org.dflib.Series;

/**
 * The levels that a row may have, by how improbable the true ones were elsewhere.
 *
 * @param predicted by each model, {@code (rows, levels)} or {@code (rows, 1)}
 */
record ConformalClasses(Outcome outcome, List<Tensor> predicted, Scores scores) implements IntervalHead {
    @Override
    public int rows() {
        return predicted.get(0).rows();
    }

    @Override
    public Band confidence(double level) {
        throw IntervalHead.refused("confidence(level)", "a fit with laplace", outcome);
    }

    @Override
    public Band prediction(double level) {
        boolean[][] held = held(level);
        int levels = held[0].length;
        return Band.of(Tensor.of(new float[rows() * levels], rows(), levels), (row, code) -> {
            boolean alone = IntStream.range(0, levels).noneMatch(other -> other != code && held[row][other]);
            return new Bounds(held[row][code] && alone ? 1 : 0, held[row][code] ? 1 : 0);
        });
    }

    /** Which levels each row may have. */
    private boolean[][] held(double level) {
        boolean[][] held = new boolean[rows()][outcome.levels().size()];
        for (int code = 0; code < outcome.levels().size(); code++) {
            int here = code;
            List<float[]> all = predicted.stream()
                    .map(each -> new Head(each, outcome).probability(here))
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
        throw IntervalHead.refused("draws", "numbers", outcome);
    }

    @Override
    public Map<String, Series<?>> columns(Band band, String suffix) {
        return LaplaceClasses.columns(outcome, band, suffix);
    }
}
