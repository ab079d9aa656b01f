package keras4j.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far predictions were off on rows that their model did not learn from, and the intervals that follow: at least a part
 * {@code level} of new rows like these lie within them, whatever the model. With one model these are split conformal
 * intervals, with one a fold CV+; those hold at least {@code 2 level - 1}, in practice {@code level}.
 *
 * <p>Sources: J. Lei et al., <a href="https://doi.org/10.1080/01621459.2017.1307116">Distribution-Free Predictive Inference for
 * Regression</a>, 2018; R. Barber et al., <a href="https://doi.org/10.1214/20-AOS1965">Predictive Inference with the
 * Jackknife+</a>, 2021.
 *
 * @param byModel the distances of the rows that each model did not learn from
 */
public record Residuals(List<List<Double>> byModel) {
    public Residuals {
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

    /** Which of the distances in order is the one that counts. */
    private int rank(double level) {
        // 10 × 0.7 is a little more than 7 in floating point.
        int rank = (int) Math.ceil((count() + 1) * Bounds.requireLevel(level) - 1e-9);
        if (rank > count()) {
            throw new IllegalArgumentException("Conformal: level must be at most "
                    + count() + "/" + (count() + 1) + " with " + count() + " rows to measure by, got " + level);
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
