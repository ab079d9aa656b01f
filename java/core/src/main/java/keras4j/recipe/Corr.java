package keras4j.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        double[] means = Stream.of(correlations).mapToDouble(Corr::mean).toArray();
        List<String> removed = new ArrayList<>();
        for (int second = 0; second < names.size(); second++) {
            for (int first = 0; first < second; first++) {
                if (Math.abs(correlations[first][second]) > threshold) {
                    boolean later = means[second] > means[first];
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
        double[] @Nullable [] standardized =
                Stream.of(values).map(Corr::standardized).toArray(double[][]::new);
        double[][] correlations = new double[values.length][values.length];
        for (int first = 0; first < values.length; first++) {
            correlations[first][first] = 1;
            for (int second = 0; second < first; second++) {
                double[] one = standardized[first];
                double[] two = standardized[second];
                double found = one != null && two != null ? dot(one, two) : correlation(values[first], values[second]);
                correlations[first][second] = Math.max(-1, Math.min(1, found));
                correlations[second][first] = correlations[first][second];
            }
        }
        return correlations;
    }

    /** Returns the numbers with mean 0 and length 1, zeros for a constant column; null if one is missing. */
    private static double @Nullable [] standardized(double[] values) {
        if (DoubleStream.of(values).anyMatch(Double::isNaN)) {
            return null;
        }
        double mean = ColumnMoments.mean(values);
        double length = ColumnMoments.sd(values) * Math.sqrt(values.length - 1.0);
        return ColumnMoments.isConstant(values)
                ? new double[values.length]
                : DoubleStream.of(values).map(value -> (value - mean) / length).toArray();
    }

    private static double dot(double[] one, double[] two) {
        double sum = 0;
        for (int row = 0; row < one.length; row++) {
            sum += one[row] * two[row];
        }
        return sum;
    }

    /** Returns Pearson's correlation over the rows where both columns have a value; 0 if one is constant. */
    private static double correlation(double[] a, double[] b) {
        if (ColumnMoments.isConstant(a) || ColumnMoments.isConstant(b)) {
            return 0;
        }
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
