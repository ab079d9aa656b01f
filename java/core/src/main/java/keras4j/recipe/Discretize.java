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
            cuts.put(name, cuts(training.numbers(name)));
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

        @Override
        public StepTable apply(StepTable rows) {
            StepTable table = rows;
            for (String name : rows.present(cuts.keySet())) {
                double[] inner = NumberLists.array(Objects.requireNonNull(cuts.get(name)));
                double[] numbers = rows.numbers(name);
                @Nullable String[] labels = new String[numbers.length];
                for (int row = 0; row < labels.length; row++) {
                    labels[row] = label(inner, numbers[row]);
                }
                RecipeVariable variable =
                        RecipeVariable.nominal(name, rows.variable(name).role(), levels(inner.length + 1));
                table = table.with(variable, LevelSets.series(labels));
            }
            return table;
        }

        private static List<String> levels(int bins) {
            return Stream.concat(
                            Stream.of(MISSING), IntStream.rangeClosed(1, bins).mapToObj(bin -> "bin" + bin))
                    .toList();
        }

        private static String label(double[] inner, double number) {
            if (Double.isNaN(number)) {
                return MISSING;
            }
            int bin = 1;
            while (bin <= inner.length && number > inner[bin - 1]) {
                bin++;
            }
            return "bin" + bin;
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
