package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Equality of every measure and curve with scikit-learn's, on real data, with and without weights. */
class MeasureReferenceTest {
    private static final double EXACT = 1e-9;

    static Stream<Arguments> measures() {
        return Stream.of("cars", "flowers", "tumours").flatMap(data -> Stream.of("plain", "weighted")
                .flatMap(weights -> MeasureReference.expected(data).get(weights).properties().stream()
                        .map(each -> Arguments.of(
                                data, weights, each.getKey(), each.getValue().asDouble()))));
    }

    @ParameterizedTest(name = "{2} of {0}, {1}")
    @MethodSource("measures")
    void a_measure_is_what_scikit_learn_computes(String data, String weights, String measure, double expected) {
        TruthEstimates cases = MeasureReference.cases(data, weights.equals("weighted"));
        Score score = Measure.of(measure).score(cases);
        assertEquals(expected, score.value(), EXACT);
        assertEquals(List.of(), score.notes());
    }

    @Test
    void every_measure_has_a_reference() {
        Set<String> found = measures()
                .map(arguments -> Measure.of((String) arguments.get()[2]).name())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = Stream.of(MeasureDefinition.values())
                .map(MeasureDefinition::title)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, found);
    }

    @Test
    void a_weight_counts_a_case_as_often() {
        double[] truth = {1, 2, 4};
        double[] predicted = {2, 2, 1};
        TruthEstimates weighted = TruthEstimates.of(truth, predicted).weights(1, 2, 3);
        TruthEstimates repeated = TruthEstimates.of(new double[] {1, 2, 2, 4, 4, 4}, new double[] {2, 2, 2, 1, 1, 1});
        for (Measure measure : List.of(Measure.RMSE, Measure.MAE, Measure.MAPE, Measure.SMAPE, Measure.RSQ)) {
            assertEquals(
                    measure.score(repeated).value(), measure.score(weighted).value(), EXACT);
        }
    }

    @Test
    void counts_are_scikit_learns() {
        for (String data : List.of("flowers", "tumours")) {
            double[][] counts =
                    ConfusionMatrix.of(MeasureReference.cases(data, false)).counts();
            double[][] expected =
                    MeasureReference.matrix(MeasureReference.expected(data).get("counts"));
            for (int level = 0; level < expected.length; level++) {
                assertArrayEquals(expected[level], counts[level]);
            }
        }
    }

    private static PerformanceCurve curve(PerformanceCurve.Kind kind) {
        return PerformanceCurves.of(kind, MeasureReference.cases("tumours", false))
                .list()
                .get(0);
    }

    private static void assertPoints(String expectedX, String expectedY, PerformanceCurve curve) {
        JsonNode curves = MeasureReference.expected("tumours").get("curves");
        assertArrayEquals(MeasureReference.doubles(curves.get(expectedX)), curve.x(), EXACT);
        assertArrayEquals(MeasureReference.doubles(curves.get(expectedY)), curve.y(), EXACT);
    }

    @Test
    void the_roc_curve_is_scikit_learns() {
        PerformanceCurve roc = curve(PerformanceCurve.Kind.ROC);
        assertPoints("false_positive", "sensitivity", roc);
        List<Double> thresholds = roc.toFrame().<Double>getColumn(".threshold").toList();
        assertEquals(Double.POSITIVE_INFINITY, thresholds.get(0));
        assertArrayEquals(
                MeasureReference.doubles(
                        MeasureReference.expected("tumours").get("curves").get("threshold")),
                thresholds.stream().skip(1).mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void the_precision_recall_curve_is_scikit_learns() {
        assertPoints("recall", "precision", curve(PerformanceCurve.Kind.PR));
    }

    @Test
    void the_calibration_curve_is_scikit_learns() {
        assertPoints("predicted", "observed", curve(PerformanceCurve.Kind.CALIBRATION));
    }

    @Test
    void the_gain_curve_is_sensitivity_by_cases_tested() {
        PerformanceCurve gain = curve(PerformanceCurve.Kind.GAIN);
        PerformanceCurve roc = curve(PerformanceCurve.Kind.ROC);
        double[] n = gain.toFrame().<Double>getColumn(".n").toList().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double events = gain.toFrame().<Double>getColumn(".n_events").last();
        double all = n[n.length - 1];
        for (int i = 0; i < gain.size(); i++) {
            assertEquals(100 * roc.y()[i], gain.y()[i], EXACT);
            assertEquals(roc.y()[i] * events + roc.x()[i] * (all - events), n[i], EXACT);
            assertEquals(100 * n[i] / all, gain.x()[i], EXACT);
        }
    }

    @Test
    void lift_is_what_is_found_by_what_is_tested() {
        PerformanceCurve gain = curve(PerformanceCurve.Kind.GAIN);
        PerformanceCurve lift = curve(PerformanceCurve.Kind.LIFT);
        assertEquals(gain.size() - 1, lift.size());
        for (int i = 0; i < lift.size(); i++) {
            assertEquals(gain.x()[i + 1], lift.x()[i], EXACT);
            assertEquals(gain.y()[i + 1] / gain.x()[i + 1], lift.y()[i], EXACT);
        }
    }
}
