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

/** Every measure and curve gives what scikit-learn gives, on real data, with and without weights. */
class ReferenceTest {
    private static final double EXACT = 1e-9;

    static Stream<Arguments> measures() {
        return Stream.of("cars", "flowers", "tumours").flatMap(data -> Stream.of("plain", "weighted")
                .flatMap(weights -> Reference.expected(data).get(weights).properties().stream()
                        .map(each -> Arguments.of(
                                data, weights, each.getKey(), each.getValue().asDouble()))));
    }

    @ParameterizedTest(name = "{2} of {0}, {1}")
    @MethodSource("measures")
    void a_measure_is_what_scikit_learn_computes(String data, String weights, String measure, double expected) {
        Cases cases = Reference.cases(data, weights.equals("weighted"));
        Score score = Measure.of(measure).score(cases);
        assertEquals(expected, score.value(), EXACT);
        assertEquals(List.of(), score.notes());
    }

    @Test
    void every_measure_has_a_reference() {
        Set<String> found = measures()
                .map(arguments -> Measure.of((String) arguments.get()[2]).name())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all =
                Stream.of(Definition.values()).map(Definition::title).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, found);
    }

    @Test
    void a_weight_counts_a_case_as_often() {
        double[] truth = {1, 2, 4};
        double[] predicted = {2, 2, 1};
        Cases weighted = Cases.of(truth, predicted).weights(1, 2, 3);
        Cases repeated = Cases.of(new double[] {1, 2, 2, 4, 4, 4}, new double[] {2, 2, 2, 1, 1, 1});
        for (Measure measure : List.of(Measure.RMSE, Measure.MAE, Measure.MAPE, Measure.SMAPE, Measure.RSQ)) {
            assertEquals(
                    measure.score(repeated).value(), measure.score(weighted).value(), EXACT);
        }
    }

    @Test
    void counts_are_scikit_learns() {
        for (String data : List.of("flowers", "tumours")) {
            double[][] counts = ConfusionMatrix.of(Reference.cases(data, false)).counts();
            double[][] expected = Reference.matrix(Reference.expected(data).get("counts"));
            for (int level = 0; level < expected.length; level++) {
                assertArrayEquals(expected[level], counts[level]);
            }
        }
    }

    private static Curve curve(Curve.Kind kind) {
        return Curves.of(kind, Reference.cases("tumours", false)).list().get(0);
    }

    private static void assertPoints(String expectedX, String expectedY, Curve curve) {
        JsonNode curves = Reference.expected("tumours").get("curves");
        assertArrayEquals(Reference.doubles(curves.get(expectedX)), curve.x(), EXACT);
        assertArrayEquals(Reference.doubles(curves.get(expectedY)), curve.y(), EXACT);
    }

    @Test
    void the_roc_curve_is_scikit_learns() {
        Curve roc = curve(Curve.Kind.ROC);
        assertPoints("false_positive", "sensitivity", roc);
        List<Double> thresholds = roc.toFrame().<Double>getColumn(".threshold").toList();
        assertEquals(Double.POSITIVE_INFINITY, thresholds.get(0));
        assertArrayEquals(
                Reference.doubles(Reference.expected("tumours").get("curves").get("threshold")),
                thresholds.stream().skip(1).mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void the_precision_recall_curve_is_scikit_learns() {
        assertPoints("recall", "precision", curve(Curve.Kind.PR));
    }

    @Test
    void the_calibration_curve_is_scikit_learns() {
        assertPoints("predicted", "observed", curve(Curve.Kind.CALIBRATION));
    }

    @Test
    void the_gain_curve_is_sensitivity_by_cases_tested() {
        Curve gain = curve(Curve.Kind.GAIN);
        Curve roc = curve(Curve.Kind.ROC);
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
        Curve gain = curve(Curve.Kind.GAIN);
        Curve lift = curve(Curve.Kind.LIFT);
        assertEquals(gain.size() - 1, lift.size());
        for (int i = 0; i < lift.size(); i++) {
            assertEquals(gain.x()[i + 1], lift.x()[i], EXACT);
            assertEquals(gain.y()[i + 1] / gain.x()[i + 1], lift.y()[i], EXACT);
        }
    }
}
