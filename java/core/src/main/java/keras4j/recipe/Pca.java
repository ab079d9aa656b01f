package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Principal components {@code PC1} and on in place of columns, which are neither centred nor scaled: {@code normalize}
 * before does that. As many as asked for, or, with a threshold, as few as hold that part of the variance.
 */
record Pca(Selector columns, int components, @Nullable Double threshold) implements Step {
    private static final double ROUNDING = 1e-12;

    Pca {
        if (components < 1) {
            throw new IllegalArgumentException("pca: components must be at least 1, got " + components);
        }
        if (threshold != null && !(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("pca: threshold must be above 0 and at most 1, got " + threshold);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        List<String> names = columns.in(training);
        double[][] numbers = names.stream().map(training::numbers).toArray(double[][]::new);
        requireFinite(names, numbers);
        Eigen eigen = Components.of(numbers, training.height(), this::kept);
        List<List<Double>> loadings = Stream.of(eigen.vectors())
                .limit(kept(eigen.values()))
                .map(NumberLists::boxed)
                .toList();
        double degrees = training.height() - 1.0;
        return new Fitted(
                names,
                loadings,
                NumberLists.boxed(DoubleStream.of(eigen.values())
                        .map(value -> value / degrees)
                        .toArray()));
    }

    private static double squares(double[] numbers) {
        double squares = 0;
        for (double number : numbers) {
            squares += number * number;
        }
        return squares;
    }

    private static void requireFinite(List<String> names, double[][] numbers) {
        for (int at = 0; at < numbers.length; at++) {
            double squares = squares(numbers[at]);
            if (Double.isNaN(squares)) {
                throw must(names.get(at), "have no missing values, got some; impute before");
            }
            if (Double.isInfinite(squares)) {
                throw must(names.get(at), "have a finite sum of squares, got Infinity");
            }
        }
    }

    private static IllegalArgumentException must(String column, String accepted) {
        return new IllegalArgumentException("pca: column '" + Quoted.cut(column) + "' must " + accepted);
    }

    private int kept(double[] values) {
        if (threshold == null) {
            return Math.min(components, values.length);
        }
        double wanted = threshold * DoubleStream.of(values).sum() * (1 - ROUNDING);
        double sum = 0;
        int kept = 0;
        while (kept < values.length && sum < wanted) {
            sum += values[kept++];
        }
        return kept;
    }

    record Fitted(List<String> columns, List<List<Double>> loadings, List<Double> variances) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
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
        public Map<String, List<String>> parts() {
            Map<String, List<String>> parts = new LinkedHashMap<>();
            for (int at = 0; at < loadings.size(); at++) {
                parts.put(component(at), columns);
            }
            return parts;
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
