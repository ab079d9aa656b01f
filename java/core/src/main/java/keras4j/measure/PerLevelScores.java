package keras4j.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import keras4j.internal.text.Quoted;

/** Values of each level against the rest, averaged to one number. */
final class PerLevelScores {
    private final List<String> names;
    private final double[] totals;
    private final String undefined;
    private final List<String> notes;

    /**
     * Sets the weights of the levels, {@code totals}; {@code undefined} and the level's name are noted for a number
     * that is NaN.
     */
    PerLevelScores(List<String> names, double[] totals, String undefined, List<String> notes) {
        this.names = names;
        this.totals = totals;
        this.undefined = undefined;
        this.notes = notes;
    }

    /** Returns the number of the event level. */
    double event(EventLevel event, IntToDoubleFunction ofLevel) {
        int level = event == EventLevel.FIRST ? 0 : 1;
        double value = ofLevel.applyAsDouble(level);
        if (Double.isNaN(value)) {
            notes.add(undefined + " '" + names.get(level) + "'");
        }
        return value;
    }

    /** Returns the mean over the levels for which the number is defined. */
    double definedMean(Estimator estimator, IntToDoubleFunction ofLevel) {
        List<String> without = new ArrayList<>();
        double mean = mean(estimator, ofLevel, without);
        if (!without.isEmpty()) {
            notes.add(undefined + " " + Quoted.of(without) + ", excluded from the mean");
        }
        return mean;
    }

    /** Returns the mean over all levels, NaN if the number is undefined for one. */
    double fullMean(Estimator estimator, IntToDoubleFunction ofLevel) {
        List<String> without = new ArrayList<>();
        double mean = mean(estimator, ofLevel, without);
        if (!without.isEmpty()) {
            notes.add(undefined + " " + Quoted.of(without));
            return Double.NaN;
        }
        return mean;
    }

    private double mean(Estimator estimator, IntToDoubleFunction ofLevel, List<String> without) {
        double sum = 0;
        double total = 0;
        for (int level = 0; level < names.size(); level++) {
            double value = ofLevel.applyAsDouble(level);
            double weight = estimator == Estimator.MACRO ? 1 : totals[level];
            if (Double.isNaN(value)) {
                without.add(names.get(level));
            } else {
                sum += weight * value;
                total += weight;
            }
        }
        return sum / total;
    }
}
