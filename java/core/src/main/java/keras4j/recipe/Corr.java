package keras4j.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Correlation filter. Of each pair of columns above the threshold it removes the one with the larger mean absolute
 * correlation with all columns.
 */
record Corr(Selector columns, double threshold) implements Step {
    Corr {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("corr: threshold must be between 0 and 1, got " + threshold);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        List<String> names = columns.in(training);
        double[][] correlations = correlations(training, names);
        List<String> removed = new ArrayList<>();
        for (int second = 0; second < names.size(); second++) {
            for (int first = 0; first < second; first++) {
                if (Math.abs(correlations[first][second]) > threshold) {
                    boolean later = mean(correlations[second]) > mean(correlations[first]);
                    removed.add(names.get(later ? second : first));
                }
            }
        }
        return new Fitted(removed.stream().distinct().toList());
    }

    private static double mean(double[] correlations) {
        return DoubleStream.of(correlations).map(Math::abs).average().orElse(0);
    }

    private static double[][] correlations(StepTable training, List<String> names) {
        double[][] values = names.stream().map(training::numbers).toArray(double[][]::new);
        double[][] correlations = new double[values.length][values.length];
        for (int first = 0; first < values.length; first++) {
            correlations[first][first] = 1;
            for (int second = 0; second < first; second++) {
                correlations[first][second] = correlation(values[first], values[second]);
                correlations[second][first] = correlations[first][second];
            }
        }
        return correlations;
    }

    /** Returns Pearson's correlation over the rows where both columns have a value; 0 if one is constant. */
    private static double correlation(double[] a, double[] b) {
        double n = 0;
        double meanA = 0;
        double meanB = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int row = 0; row < a.length; row++) {
            if (!Double.isNaN(a[row]) && !Double.isNaN(b[row])) {
                n++;
                double fromA = a[row] - meanA;
                double fromB = b[row] - meanB;
                meanA += fromA / n;
                meanB += fromB / n;
                aa += fromA * (a[row] - meanA);
                bb += fromB * (b[row] - meanB);
                ab += fromA * (b[row] - meanB);
            }
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    record Fitted(List<String> removed) implements DroppedColumns {}
}
