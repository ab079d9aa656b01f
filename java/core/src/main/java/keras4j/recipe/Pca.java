package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Principal components {@code PC1} and on in place of columns, which are neither centred nor scaled: {@code normalize}
 * before does that. As many as asked for, or, with a threshold, as few as hold that part of the variance.
 */
record Pca(Selector columns, int components, @Nullable Double threshold) implements Step {
    Pca {
        if (components < 1) {
            throw new IllegalArgumentException("pca: components must be at least 1, got " + components);
        }
        if (threshold != null && !(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("pca: threshold must be above 0 and at most 1, got " + threshold);
        }
    }

    @Override
    public Fitted learn(Table training) {
        List<String> names = columns.in(training);
        double[][] numbers = names.stream().map(training::numbers).toArray(double[][]::new);
        Eigen eigen = Eigen.of(products(names, numbers));
        List<List<Double>> loadings = new ArrayList<>();
        for (int at = 0; at < kept(eigen.values()); at++) {
            loadings.add(Rows.boxed(eigen.vectors()[at]));
        }
        double degrees = training.height() - 1.0;
        return new Fitted(
                names,
                loadings,
                Rows.boxed(DoubleStream.of(eigen.values())
                        .map(value -> value / degrees)
                        .toArray()));
    }

    private int kept(double[] values) {
        if (threshold == null) {
            return Math.min(components, values.length);
        }
        double wanted = threshold * DoubleStream.of(values).sum() - 1e-12;
        double sum = 0;
        int kept = 0;
        while (kept < values.length && sum < wanted) {
            sum += values[kept++];
        }
        return kept;
    }

    private static double[][] products(List<String> names, double[][] numbers) {
        double[][] products = new double[numbers.length][numbers.length];
        for (int first = 0; first < numbers.length; first++) {
            for (int second = 0; second <= first; second++) {
                double sum = 0;
                for (int row = 0; row < numbers[first].length; row++) {
                    sum += numbers[first][row] * numbers[second][row];
                }
                if (Double.isNaN(sum)) {
                    throw new IllegalArgumentException("pca: column '" + names.get(first) + "' or '" + names.get(second)
                            + "' must have no missing values, got some; impute before");
                }
                products[first][second] = sum;
                products[second][first] = sum;
            }
        }
        return products;
    }

    record Fitted(List<String> columns, List<List<Double>> loadings, List<Double> variances) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            double[][] numbers = columns.stream().map(rows::numbers).toArray(double[][]::new);
            Map<String, double[]> made = new LinkedHashMap<>();
            for (int at = 0; at < loadings.size(); at++) {
                made.put(rows.free(component(at)), scores(numbers, loadings.get(at), rows.height()));
            }
            return rows.with(made, Role.PREDICTOR).without(columns);
        }

        /** Numbers of equal width, as in {@code PC01}, where there are ten or more. */
        private String component(int at) {
            int width = String.valueOf(loadings.size()).length();
            return String.format(java.util.Locale.ROOT, "PC%0" + width + "d", at + 1);
        }

        private static double[] scores(double[][] numbers, List<Double> loadings, int rows) {
            double[] scores = new double[rows];
            for (int at = 0; at < numbers.length; at++) {
                double loading = loadings.get(at);
                for (int row = 0; row < rows; row++) {
                    scores[row] += loading * numbers[at][row];
                }
            }
            return scores;
        }

        @Override
        public DataFrame tidy() {
            List<Object> cells = new ArrayList<>();
            for (int at = 0; at < loadings.size(); at++) {
                for (int column = 0; column < columns.size(); column++) {
                    cells.addAll(List.of(columns.get(column), loadings.get(at).get(column), component(at)));
                }
            }
            return DataFrame.foldByRow("terms", "value", "component").of(cells.toArray());
        }
    }
}
