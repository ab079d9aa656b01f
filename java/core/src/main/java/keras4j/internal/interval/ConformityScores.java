package keras4j.internal.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Conformity scores of rows held out from training, and prediction intervals from them. An interval covers at least a
 * share {@code level} of exchangeable new rows, whatever the model. One model gives split conformal intervals, one a
 * fold CV+; the latter guarantee {@code 2 level - 1}, in practice {@code level}.
 *
 * <p>Sources: J. Lei et al., <a href="https://doi.org/10.1080/01621459.2017.1307116">Distribution-Free Predictive
 * Inference for Regression</a>, 2018; R. Barber et al., <a href="https://doi.org/10.1214/20-AOS1965">Predictive
 * Inference with the Jackknife+</a>, 2021; for classes M. Sadinle et al.,
 * <a href="https://doi.org/10.1080/01621459.2017.1395341">Least Ambiguous Set-Valued Classifiers</a>, 2019, and
 * Y. Romano et al., <a href="https://arxiv.org/abs/2006.02544">Classification with Valid and Adaptive Coverage</a>, 2020.
 *
 * @param byModel the scores of the rows held out from each model: the distance of a number from its prediction, or of
 *     the true class's probability from 1
 */
public record ConformityScores(List<List<Double>> byModel) {
    /**
     * Copies and sorts the scores.
     *
     * @param byModel the scores of the rows held out from each model: the distance of a number from its prediction, or
     *     of the true class's probability from 1
     */
    public ConformityScores {
        byModel = byModel.stream()
                .map(distances -> distances.stream().sorted().toList())
                .toList();
    }

    /** {@return the number of scores} */
    public int count() {
        return byModel.stream().mapToInt(List::size).sum();
    }

    /**
     * Returns the prediction interval of a row.
     *
     * @param predicted by each model
     * @param level the share of rows to cover, between 0 and 1
     * @return the bounds
     * @throws IllegalArgumentException if there are too few scores for this level
     */
    public IntervalBoundsOf around(double[] predicted, double level) {
        int rank = rank(level);
        if (byModel.size() == 1) {
            double distance = byModel.get(0).get(rank - 1);
            return new IntervalBoundsOf(predicted[0] - distance, predicted[0] + distance);
        }
        double[] lower = moved(predicted, -1);
        double[] upper = moved(predicted, 1);
        return new IntervalBoundsOf(lower[count() - rank], upper[rank - 1]);
    }

    /**
     * Checks that a row conforms: its distances are covered at this level, as too few scores are smaller.
     *
     * @param distances of the row from the prediction of each model
     * @param level the share of rows to cover, between 0 and 1
     * @return true if the distances are covered
     * @throws IllegalArgumentException if there are too few scores for this level
     */
    public boolean hold(double[] distances, double level) {
        int smaller = 0;
        for (int model = 0; model < distances.length; model++) {
            double distance = distances[model];
            smaller += (int)
                    byModel.get(model).stream().filter(each -> each < distance).count();
        }
        return smaller < rank(level);
    }

    /** Returns the rank of the score that bounds the level, from 1. */
    private int rank(double level) {
        // 10 × 0.7 is a little more than 7 in floating point.
        int rank = (int) Math.ceil((count() + 1) * IntervalBoundsOf.requireLevel(level) - 1e-9);
        if (rank > count()) {
            throw new IllegalArgumentException("Conformal: level must be at most " + count() + "/" + (count() + 1)
                    + " with " + count() + " rows to measure by, got " + level);
        }
        return rank;
    }

    private double[] moved(double[] predicted, int sign) {
        List<Double> all = new ArrayList<>();
        for (int model = 0; model < predicted.length; model++) {
            double centre = predicted[model];
            byModel.get(model).forEach(distance -> all.add(centre + sign * distance));
        }
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
