package keras4j.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Binning step: replaces numbers by the levels of numbered intervals, cut at quantiles of the training rows. Missing
 * numbers become {@code bin_missing}.
 */
record Discretize(Selector columns, int bins) implements Step {
    Discretize {
        if (bins < 2) {
            throw new IllegalArgumentException("discretize: bins must be at least 2, got " + bins);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        Map<String, List<Double>> cuts = new LinkedHashMap<>();
        for (String name : columns.in(training)) {
            double[] numbers = training.numbers(name);
            UnusableNumberException.requireNotInfinite(name, numbers);
            cuts.put(name, cuts(numbers));
        }
        return new Fitted(cuts);
    }

    private List<Double> cuts(double[] numbers) {
        double[] sorted = ColumnMoments.present(numbers);
        Arrays.sort(sorted);
        return IntStream.range(1, bins)
                .mapToObj(at -> ColumnMoments.quantile(sorted, (double) at / bins))
                .distinct()
                .toList();
    }

    record Fitted(Map<String, List<Double>> cuts) implements FittedStep {
        private static final String MISSING = "bin_missing";
        /** Part of an interval's width that the error of float32 may be. */
        private static final double MAX_ERROR_OF_WIDTH = 1e-3;
        /** Width that is assumed for the intervals of a single cut, so that cuts of whole numbers are held up to 2^24. */
        private static final double SINGLE_CUT_WIDTH = 1000;

        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(cuts.keySet())) {
                    double[] inner = NumberLists.array(Objects.requireNonNull(cuts.get(name)));
                    List<String> levels = levels(inner.length + 1);
                    RecipeVariable variable =
                            RecipeVariable.nominal(name, rows.variable(name).role(), levels);
                    table.put(variable, LevelSets.series(labels(inner, levels, rows.numbers(name))));
                }
            });
        }

        private static @Nullable String[] labels(double[] inner, List<String> levels, double[] numbers) {
            @Nullable String[] labels = new String[numbers.length];
            for (int row = 0; row < labels.length; row++) {
                labels[row] = levels.get(Double.isNaN(numbers[row]) ? 0 : bin(inner, numbers[row]));
            }
            return labels;
        }

        private static List<String> levels(int bins) {
            return Stream.concat(
                            Stream.of(MISSING), IntStream.rangeClosed(1, bins).mapToObj(bin -> "bin" + bin))
                    .toList();
        }

        /** Returns the number of the interval, from 1; a number at a cut is in the interval below it. */
        private static int bin(double[] inner, double number) {
            int found = Arrays.binarySearch(inner, number);
            return 1 + (found >= 0 ? found : -1 - found);
        }

        /** Returns 0 for intervals that are wide in float32, infinity for others: a number may fall into another one. */
        @Override
        public double layerError(String column, double before) {
            if (!cuts.containsKey(column)) {
                return before;
            }
            double[] inner = NumberLists.array(Objects.requireNonNull(cuts.get(column)));
            double error = before
                    + PreprocessingLayers.rounding(
                            Arrays.stream(inner).map(Math::abs).max().orElse(0));
            double narrowest = IntStream.range(1, inner.length)
                    .mapToDouble(at -> inner[at] - inner[at - 1])
                    .min()
                    .orElse(SINGLE_CUT_WIDTH);
            return error > MAX_ERROR_OF_WIDTH * narrowest ? Double.POSITIVE_INFINITY : 0;
        }

        /**
         * Returns layers whose codes are the levels' positions, from 1: the first boundary is below all numbers. Values
         * at a cut belong to the interval below it.
         */
        @Override
        public Optional<List<PreprocessingLayers>> inLayers() {
            List<PreprocessingLayers> layers = new ArrayList<>();
            cuts.forEach((name, inner) -> {
                List<Double> boundaries = new ArrayList<>(List.of((double) -Float.MAX_VALUE));
                inner.forEach(cut -> boundaries.add((double) Math.nextUp(cut.floatValue())));
                layers.add(PreprocessingLayers.of(
                        List.of(name),
                        new PreprocessingLayers.Layer("Discretization", Map.of("bin_boundaries", boundaries))));
            });
            return Optional.of(layers);
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.each("terms", "value", cuts);
        }
    }
}
