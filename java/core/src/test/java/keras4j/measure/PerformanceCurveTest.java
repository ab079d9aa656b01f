package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;

class PerformanceCurveTest {
    private final Labels truth = Labels.of("a", "b", "a", "b");
    private final double[][] probable = {{0.9, 0.1}, {0.6, 0.4}, {0.6, 0.4}, {0.2, 0.8}};
    private final TruthEstimates cases = TruthEstimates.of(truth, probable);

    private PerformanceCurve curve(PerformanceCurve.Kind kind) {
        return PerformanceCurve.of(kind, cases, "a");
    }

    private static List<String> columns(PerformanceCurve curve) {
        return List.of(curve.toFrame().getColumnsIndex().toArray());
    }

    @Test
    void a_roc_curve_goes_from_the_left_to_the_right() {
        PerformanceCurve roc = curve(PerformanceCurve.Kind.ROC);
        assertArrayEquals(new double[] {0, 0, 0.5, 1}, roc.x());
        assertArrayEquals(new double[] {0, 0.5, 1, 1}, roc.y());
        assertEquals(List.of(".threshold", "specificity", "sensitivity"), columns(roc));
        assertEquals(
                List.of(Double.POSITIVE_INFINITY, 0.9, 0.6, 0.2),
                roc.toFrame().getColumn(".threshold").toList());
    }

    @Test
    void a_precision_recall_curve_begins_with_precision_1() {
        PerformanceCurve pr = curve(PerformanceCurve.Kind.PR);
        assertArrayEquals(new double[] {0, 0.5, 1, 1}, pr.x());
        assertArrayEquals(new double[] {1, 1, 2.0 / 3, 0.5}, pr.y());
        assertEquals(List.of(".threshold", "recall", "precision"), columns(pr));
    }

    @Test
    void gain_and_lift_count_cases_from_the_most_probable_on() {
        PerformanceCurve gain = curve(PerformanceCurve.Kind.GAIN);
        assertArrayEquals(new double[] {0, 25, 75, 100}, gain.x());
        assertArrayEquals(new double[] {0, 50, 100, 100}, gain.y());
        assertEquals(List.of(".n", ".n_events", ".percent_tested", ".percent_found"), columns(gain));
        PerformanceCurve lift = curve(PerformanceCurve.Kind.LIFT);
        assertArrayEquals(new double[] {25, 75, 100}, lift.x());
        assertArrayEquals(new double[] {2, 100.0 / 75, 1}, lift.y());
        assertEquals(List.of(".n", ".n_events", ".percent_tested", ".lift"), columns(lift));
    }

    @Test
    void calibration_shows_bins_that_have_cases() {
        PerformanceCurve calibration = curve(PerformanceCurve.Kind.CALIBRATION);
        assertArrayEquals(new double[] {0.2, 0.6, 0.9}, calibration.x());
        assertArrayEquals(new double[] {0, 0.5, 1}, calibration.y());
        assertEquals(
                List.of(1.0, 2.0, 1.0), calibration.toFrame().getColumn("n").toList());
        assertEquals(List.of("predicted", "observed", "n"), columns(calibration));
    }

    @Test
    void probabilities_of_0_and_1_are_in_the_outer_bins() {
        PerformanceCurve calibration = PerformanceCurve.of(
                PerformanceCurve.Kind.CALIBRATION,
                TruthEstimates.of(truth, new double[][] {{1, 0}, {0, 1}, {0.95, 0.05}, {0.1, 0.9}}),
                "a");
        assertArrayEquals(new double[] {0.05, 0.975}, calibration.x(), 1e-12);
    }

    @Test
    void weights_count_cases_as_often() {
        PerformanceCurve gain = PerformanceCurve.of(PerformanceCurve.Kind.GAIN, cases.weights(3, 1, 1, 1), "a");
        assertArrayEquals(new double[] {0, 50, 500.0 / 6, 100}, gain.x(), 1e-12);
        assertArrayEquals(new double[] {0, 75, 100, 100}, gain.y());
    }

    @Test
    void every_curve_names_its_axes() {
        assertEquals(
                List.of(
                        "1 - specificity, sensitivity",
                        "recall, precision",
                        "% tested, % found",
                        "% tested, lift",
                        "predicted, observed"),
                Stream.of(PerformanceCurve.Kind.values())
                        .map(kind -> kind.xLabel() + ", " + kind.yLabel())
                        .toList());
    }

    @Test
    void a_curve_that_is_not_defined_is_refused() {
        TruthEstimates only =
                TruthEstimates.of(Labels.of(List.of("a", "b"), new int[] {1, 1}), new double[][] {{0, 1}, {0, 1}});
        RefusedData.with(
                "ROC curve: truth must have a case of 'a', got none",
                () -> PerformanceCurve.of(PerformanceCurve.Kind.ROC, only, "a"));
        RefusedData.with(
                "ROC curve: truth must have a case that is not 'b', got none",
                () -> PerformanceCurve.of(PerformanceCurve.Kind.ROC, only, "b"));
        RefusedData.with(
                "PR curve: event must be one of 'a', 'b', got 'c'",
                () -> PerformanceCurve.of(PerformanceCurve.Kind.PR, cases, "c"));
        RefusedData.with(
                "GAIN curve: cases must hold classes with probabilities, got Cases 4 rows of 2 levels",
                () -> TruthEstimates.of(truth, truth).gain());
    }

    @Test
    void curves_are_equal_by_content_and_print_on_one_line() {
        assertEquals(curve(PerformanceCurve.Kind.ROC), curve(PerformanceCurve.Kind.ROC));
        assertEquals(
                curve(PerformanceCurve.Kind.ROC).hashCode(),
                curve(PerformanceCurve.Kind.ROC).hashCode());
        assertNotEquals(curve(PerformanceCurve.Kind.ROC), curve(PerformanceCurve.Kind.PR));
        assertNotEquals(curve(PerformanceCurve.Kind.ROC), PerformanceCurve.of(PerformanceCurve.Kind.ROC, cases, "b"));
        assertEquals(
                "ROC curve of 'a', 4 points", curve(PerformanceCurve.Kind.ROC).toString());
    }
}
