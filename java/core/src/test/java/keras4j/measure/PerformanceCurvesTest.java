package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

class PerformanceCurvesTest {
    private final TruthEstimates tumours = MeasureReference.cases("tumours", false);
    private final TruthEstimates flowers = MeasureReference.cases("flowers", false);
    private final TruthEstimates numbers = TruthEstimates.of(new double[] {1, 2}, new double[] {1, 4});

    @Test
    void two_levels_have_one_curve_and_more_have_one_each() {
        assertEquals(1, tumours.roc().list().size());
        assertEquals(
                List.of("setosa", "versicolor", "virginica"),
                flowers.pr().list().stream().map(PerformanceCurve::event).toList());
        assertEquals(
                "Curves PR of 'setosa', 'versicolor', 'virginica'", flowers.pr().toString());
    }

    @Test
    void a_frame_of_several_curves_has_their_levels() {
        DataFrame frame = flowers.gain().toFrame();
        assertEquals(
                List.of(".level", ".n", ".n_events", ".percent_tested", ".percent_found"),
                List.of(frame.getColumnsIndex().toArray()));
        int first = flowers.gain().list().get(0).size();
        assertEquals("setosa", frame.getColumn(".level").get(first - 1));
        assertEquals("versicolor", frame.getColumn(".level").get(first));
        assertEquals(100.0, frame.getColumn(".percent_found").get(first - 1));
        assertEquals(
                tumours.lift().list().get(0).toFrame().height(),
                tumours.lift().toFrame().height());
    }

    @Test
    void a_level_without_a_case_has_no_curve() {
        Labels truth = Labels.of(List.of("a", "b", "c"), new int[] {0, 1, 0});
        TruthEstimates cases =
                TruthEstimates.of(truth, new double[][] {{0.8, 0.1, 0.1}, {0.1, 0.8, 0.1}, {0.6, 0.2, 0.2}});
        assertEquals("Curves ROC of 'a', 'b'", cases.roc().toString());
    }

    @Test
    void the_area_in_the_picture_is_the_measure() {
        double area = Measure.ROC_AUC.score(tumours).value();
        String svg = tumours.roc().plot().toSvg();
        assertTrue(svg.contains(String.format(java.util.Locale.ROOT, "(area %.3f)", area)), svg);
        double pr = Measure.PR_AUC.score(tumours).value();
        assertTrue(tumours.pr().plot().toSvg().contains(String.format(java.util.Locale.ROOT, "(area %.3f)", pr)));
    }

    @Test
    void every_kind_is_a_picture() {
        assertTrue(flowers.roc().plot().toString().contains("ROC curve"));
        assertTrue(flowers.pr().plot().toString().contains("precision–recall curve"));
        assertTrue(flowers.gain().plot().toString().contains("gain curve"));
        assertTrue(flowers.lift().plot().toString().contains("lift curve"));
        assertTrue(flowers.calibration().plot().toString().contains("calibration curve"));
        assertTrue(flowers.confusion().plot().toString().contains("confusion matrix"));
        assertTrue(numbers.observedPredicted().toString().contains("predicted against observed"));
        assertTrue(numbers.residuals().toString().contains("residuals"));
    }

    @Test
    void pictures_of_numbers_are_not_to_be_had_of_classes() {
        RefusedData.with(
                "TruthEstimates: observedPredicted() must be called on numbers, got Cases 2 rows of 2 levels",
                () -> TruthEstimates.of(Labels.of("a", "b"), Labels.of("a", "b"))
                        .observedPredicted());
        RefusedData.with(
                "TruthEstimates: residuals() must be called on numbers, got Cases 2 rows of 2 levels",
                () -> TruthEstimates.of(Labels.of("a", "b"), Labels.of("a", "b"))
                        .residuals());
    }

    @Test
    void curves_are_of_one_kind() {
        RefusedData.with(
                "PerformanceCurves: curves must be at least one ROC curve, got []",
                () -> new PerformanceCurves(PerformanceCurve.Kind.ROC, List.of()));
    }
}
