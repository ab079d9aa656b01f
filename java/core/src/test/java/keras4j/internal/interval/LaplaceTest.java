package keras4j.internal.interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaplaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"cars", "wide", "flowers"})
    void prior_noise_and_variances_are_those_that_scipy_finds(String name) {
        Laplace posterior = Laplace.of(IntervalReference.sums(name));
        assertClose(name, "precision", posterior.precision());
        assertClose(name, "noise", posterior.noise());
        double[] variances =
                IntervalReference.numbers(IntervalReference.expected(name).get("variances"));
        float[] found = posterior.variances();
        assertEquals(variances.length, found.length);
        for (int at = 0; at < found.length; at++) {
            assertEquals(1, found[at] / variances[at], 1e-6);
        }
    }

    private static void assertClose(String name, String part, List<Double> found) {
        double[] expected =
                IntervalReference.numbers(IntervalReference.expected(name).get(part));
        assertEquals(expected.length, found.size());
        for (int at = 0; at < expected.length; at++) {
            assertEquals(1, found.get(at) / expected[at], 1e-6, part);
        }
    }

    @Test
    void residuals_of_units_are_correlated_as_they_were() {
        List<List<Double>> found = Laplace.of(IntervalReference.sums("cars")).correlation();
        double[] expected =
                IntervalReference.numbers(IntervalReference.expected("cars").get("correlation"));
        assertArrayEquals(
                expected,
                found.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                1e-12);
    }

    @Test
    void a_perfect_fit_has_next_to_no_noise_and_dead_features_do_no_harm() {
        SufficientStatistics perfect = new SufficientStatistics(
                100,
                List.of(2.0),
                List.of(List.of(50.0), List.of(0.0), List.of(100.0)),
                List.of(0.0, 50.0, 100.0),
                List.of(List.of(0.0)));
        Laplace posterior = Laplace.of(perfect);
        assertTrue(posterior.noise().get(0) < 1e-30);
        for (float variance : posterior.variances()) {
            assertTrue(variance >= 0 && variance < 10, "" + variance);
        }
    }

    @Test
    void the_noise_and_the_prior_are_where_the_evidence_is_level() {
        double[] sums = {0, 1e-9, 0.3, 2, 50, 1e6};
        double norm = 1.7;
        SufficientStatistics numbers = new SufficientStatistics(
                40,
                List.of(norm),
                List.of(List.of(1.0)),
                java.util.Arrays.stream(sums).boxed().toList(),
                List.of(List.of(3.0)));
        Laplace posterior = Laplace.of(numbers);
        double precision = posterior.precision().get(0);
        double noise = posterior.noise().get(0);
        double determined = 0;
        for (double sum : sums) {
            determined += sum / (sum + precision * noise);
        }
        assertEquals(determined, precision * norm, 1e-12 * determined);
        assertEquals(40 - determined, 3.0 / noise, 1e-10);
    }

    @Test
    void rows_that_say_nothing_leave_a_prior_next_to_0() {
        SufficientStatistics silent =
                new SufficientStatistics(10, List.of(2.0), List.of(List.of(0.0), List.of(0.0)), List.of(), List.of());
        double precision = Laplace.of(silent).precision().get(0);
        assertTrue(precision > 0 && precision < 1e-11, "" + precision);
    }

    @Test
    void what_diverged_has_no_numbers() {
        SufficientStatistics diverged = new SufficientStatistics(
                10,
                List.of(Double.NaN),
                List.of(List.of(Double.NaN), List.of(10.0)),
                List.of(Double.NaN),
                List.of(List.of(Double.NaN)));
        assertEquals(List.of(Double.NaN), Laplace.of(diverged).noise());
        assertEquals(List.of(Double.NaN), Laplace.of(diverged).precision());
    }

    @Test
    void it_survives_json() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        for (String name : List.of("cars", "flowers")) {
            Laplace posterior = Laplace.of(IntervalReference.sums(name));
            assertEquals(posterior, json.readValue(json.writeValueAsString(posterior), Laplace.class));
        }
    }

    @Test
    void draws_of_noise_have_the_covariance_that_they_should() {
        Laplace posterior = new Laplace(
                List.of(1.0, 1.0, 1.0),
                List.of(4.0, 1.0, 0.25),
                List.of(List.of(1.0)),
                List.of(List.of(1.0, 0.8, 0.8), List.of(0.8, 1.0, 1.0), List.of(0.8, 1.0, 1.0)));
        CorrelatedNoise noise = new CorrelatedNoise(posterior);
        Random random = new Random(1);
        int draws = 100_000;
        double[][] products = new double[3][3];
        for (int draw = 0; draw < draws; draw++) {
            double[] drawn = noise.draw(random);
            IntStream.range(0, 9).forEach(at -> products[at / 3][at % 3] += drawn[at / 3] * drawn[at % 3] / draws);
        }
        assertArrayEquals(new double[] {4, 1.6, 0.8}, products[0], 0.05);
        assertArrayEquals(new double[] {1.6, 1, 0.5}, products[1], 0.03);
        assertArrayEquals(new double[] {0.8, 0.5, 0.25}, products[2], 0.02);
    }

    @Test
    void draws_of_classes_are_probabilities_that_spread_as_the_logits_do() {
        ClassDraws draws = new ClassDraws(2);
        double[][] certain = draws.probabilities(new double[] {0, 2}, new double[] {0, 0});
        double[][] open = draws.probabilities(new double[] {0, 2}, new double[] {0, 1});
        double p = 1 / (1 + Math.exp(-2));
        assertEquals(p, certain[1][500], 1e-12);
        IntervalBoundsOf bounds = IntervalBoundsOf.ofDrawn(open[1], 0.8);
        assertEquals(1 / (1 + Math.exp(-2 + 1.2816)), bounds.lower(), 0.02);
        assertEquals(1 / (1 + Math.exp(-2 - 1.2816)), bounds.upper(), 0.02);
        IntervalBoundsOf other = IntervalBoundsOf.ofDrawn(open[0], 0.8);
        assertEquals(1 - bounds.upper(), other.lower(), 1e-12);
    }
}
