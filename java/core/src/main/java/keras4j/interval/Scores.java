package keras4j.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far predictions were off on rows that their model did not learn from, and what follows for new rows: at least a part
 * {@code level} of those like these lies within, whatever the model. With one model these are split conformal intervals, with
 * one a fold CV+; those hold at least {@code 2 level - 1}, in practice {@code level}.
 *
 * <p>Sources: J. Lei et al., <a href="https://doi.org/10.1080/01621459.2017.1307116">Distribution-Free Predictive Inference for
 * Regression</a>, 2018; R. Barber et al., <a href="https://doi.org/10.1214/20-AOS1965">Predictive Inference with the
 * Jackknife+</a>, 2021; for classes M. Sadinle et al., <a href="https://doi.org/10.1080/01621459.2017.1395341">Least Ambiguous
 * Set-Valued Classifiers</a>, 2019, and Y. Romano et al., <a href="https://arxiv.org/abs/2006.02544">Classification with Valid
 * and Adaptive Coverage</a>, 2020.
 *
 * @param byModel the distances of the rows that each model did not learn from: of a number from the prediction, of the
 *     probability of a class from 1
 */
public record Scores(List<List<Double>> byModel) {
    public Scores {
        byModel = byModel.stream()
                .map(distances -> distances.stream().sorted().toList())
                .toList();
    }

    /** How many distances there are. */
    public int count() {
        return byModel.stream().mapToInt(List::size).sum();
    }

    /**
     * Where a row's value lies.
     *
     * @param predicted by each model
     * @throws IllegalArgumentException there are too few distances for such a level
     */
    public Bounds around(double[] predicted, double level) {
        int rank = rank(level);
        if (byModel.size() == 1) {
            double distance = byModel.get(0).get(rank - 1);
            return new Bounds(predicted[0] - distance, predicted[0] + distance);
        }
        double[] lower = moved(predicted, -1);
        double[] upper = moved(predicted, 1);
        return new Bounds(lower[count() - rank], upper[rank - 1]);
    }

    /**
     * Whether a row may be so far off: whether too few of the distances are smaller.
     *
     * @param distances of the row from what each model predicts
     * @throws IllegalArgumentException there are too few distances for such a level
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

    /** Which of the distances in order is the one that counts. */
    private int rank(double level) {
        // 10 × 0.7 is a little more than 7 in floating point.
        int rank = (int) Math.ceil((count() + 1) * Bounds.requireLevel(level) - 1e-9);
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
