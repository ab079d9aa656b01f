package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures of weighted cases, which depend on the ratios of the weights alone, and of many levels. */
class LargeWeightsTest {
    private static final List<String> LEVELS = List.of("a", "b", "c");

    private static TruthEstimates numbers() {
        return TruthEstimates.of(new double[] {1, 2, 4, 7, 11}, new double[] {2, 2.5, 3, 6, 12});
    }

    private static TruthEstimates classes() {
        double[][] probabilities = {{.5, .3, .2}, {.2, .5, .3}, {.1, .2, .7}, {.4, .5, .1}, {.1, .6, .3}};
        return TruthEstimates.of(Labels.of(LEVELS, new int[] {0, 1, 2, 0, 2}), probabilities);
    }

    private static TruthEstimates twoClasses() {
        double[][] probabilities = {{.6, .4}, {.2, .8}, {.7, .3}, {.45, .55}, {.1, .9}};
        return TruthEstimates.of(Labels.of(List.of("a", "b"), new int[] {0, 1, 1, 0, 1}), probabilities);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e15, 1e100, 1e160, 1e307, 1e-100, 1e-300})
    void every_measure_depends_on_the_ratios_of_the_weights_alone(double factor) {
        double[] weights = {1, 2, 0.5, 0, 3};
        double[] large = Arrays.stream(weights).map(weight -> weight * factor).toArray();
        for (TruthEstimates cases : List.of(numbers(), classes(), twoClasses())) {
            Stream.of(MeasureDefinition.values())
                    .map(definition -> Measure.of(definition.title()))
                    .filter(measure -> measure.suits(cases))
                    .forEach(measure -> assertEquals(
                            measure.score(cases.weights(weights)).value(),
                            measure.score(cases.weights(large)).value(),
                            1e-12,
                            measure.toString()));
        }
    }

    @Test
    void matthews_correlation_of_large_weights_is_that_of_small_ones() {
        List<String> levels = List.of("no", "yes");
        TruthEstimates cases =
                TruthEstimates.of(Labels.of(levels, new int[] {0, 1, 0, 1}), Labels.of(levels, new int[] {0, 1, 1, 0}));
        assertEquals(
                0.8181818181818182,
                Measure.MCC.score(cases.weights(1e100, 1e100, 1e99, 1e99)).value(),
                1e-12);
    }

    @Test
    void weights_without_a_finite_sum_are_refused() {
        RefusedData.with("TruthEstimates: weights must have a finite sum, got Infinity", () -> numbers()
                .weights(1e308, 1e308, 1e308, 1e308, 1e308));
    }

    @Test
    void a_matrix_keeps_the_weights_as_they_are_given() {
        double[][] counts = classes().weights(1e100, 1, 1, 1e100, 1).confusion().counts();
        assertEquals(1e100, counts[0][0]);
        assertEquals(1, counts[1][1]);
    }

    @Test
    void the_coefficient_of_determination_is_negative_for_predictions_worse_than_the_mean() {
        TruthEstimates worse = TruthEstimates.of(new double[] {1, 2, 3}, new double[] {3, 2, 1});
        assertEquals(-3, Measure.RSQ_TRAD.score(worse).value(), 1e-15);
        assertEquals(1, Measure.RSQ.score(worse).value(), 1e-15);
        Score constant = Measure.RSQ_TRAD.score(TruthEstimates.of(new double[] {0.1, 0.1}, new double[] {1, 2}));
        assertEquals(Double.NEGATIVE_INFINITY, constant.value());
        assertEquals(List.of("the truth is constant"), constant.notes());
    }

    @Test
    void hand_and_tills_area_counts_a_tie_as_half_of_each_pair_of_levels() {
        Random random = new Random(7);
        int levels = 6;
        int rows = 90;
        int[] codes =
                IntStream.range(0, rows).map(row -> random.nextInt(levels)).toArray();
        double[][] probabilities = new double[rows][levels];
        for (double[] row : probabilities) {
            Arrays.setAll(row, level -> random.nextInt(8) / 8.0);
        }
        List<String> names =
                IntStream.range(0, levels).mapToObj(level -> "level" + level).toList();
        TruthEstimates cases = TruthEstimates.of(Labels.of(names, codes), probabilities);
        double sum = 0;
        for (int one = 0; one < levels; one++) {
            for (int two = 0; two < levels; two++) {
                sum += one == two ? 0 : pairs(codes, probabilities, one, two);
            }
        }
        assertEquals(sum / (levels * (levels - 1)), Measure.ROC_AUC.score(cases).value(), 1e-14);
    }

    private static double pairs(int[] codes, double[][] probabilities, int one, int two) {
        double right = 0;
        double all = 0;
        for (int event = 0; event < codes.length; event++) {
            for (int other = 0; other < codes.length; other++) {
                if (codes[event] == one && codes[other] == two) {
                    right += 0.5 + 0.5 * Double.compare(probabilities[event][one], probabilities[other][one]);
                    all++;
                }
            }
        }
        return right / all;
    }
}
