package keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.interval.Bounds;
import keras4j.interval.Scores;

/**
 * Numbers by how far predictions were off elsewhere.
 *
 * @param centre the mean of what the models predict, {@code (rows, ...)}
 * @param predicted by each model
 * @param scores one for each number of a row
 */
record ConformalNumbers(Outcome outcome, Tensor centre, List<Tensor> predicted, List<Scores> scores)
        implements IntervalHead {
    static ConformalNumbers of(Outcome outcome, List<Tensor> predicted, List<Scores> scores) {
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
    public Band confidence(double level) {
        throw IntervalHead.refused("confidence(level)", "a fit with laplace", outcome);
    }

    @Override
    public Band prediction(double level) {
        Bounds.requireLevel(level);
        int units = scores.size();
        List<float[]> all = new ArrayList<>();
        predicted.forEach(each -> all.add(each.toFloats()));
        return Band.of(centre, (row, unit) -> scores.get(unit)
                .around(
                        all.stream()
                                .mapToDouble(each -> each[row * units + unit])
                                .toArray(),
                        level));
    }

    @Override
    public double[][] draws(int row, int draws, Random random) {
        throw IntervalHead.refused("draws", "a fit with laplace", outcome);
    }
}
