package keras4j.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.Refused;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.interval.ConformityScores;
import keras4j.internal.interval.Laplace;
import keras4j.internal.uncertainty.ModelIntervals;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class IntervalsTest {
    private static final double Z95 = 1.959963984540054;
    private static final Outcome MILES = new Outcome(List.of("mpg"), List.of(), List.of(1));
    private static final Outcome PET = new Outcome(List.of("pet"), List.of("cat", "dog", "fox"), List.of());
    private static final Outcome OTHER = new Outcome(List.of("sick"), List.of("no", "yes"), List.of());
    private static final Tensor TWO = Tensor.of(new float[][] {{20}, {10}});

    private static Laplace noise(double... variances) {
        List<Double> ones =
                IntStream.range(0, variances.length).mapToObj(unit -> 1.0).toList();
        List<Double> noise = java.util.Arrays.stream(variances).boxed().toList();
        List<List<Double>> correlation = IntStream.range(0, variances.length)
                .mapToObj(row -> IntStream.range(0, variances.length)
                        .mapToObj(column -> row == column ? 1.0 : 0.5)
                        .toList())
                .toList();
        return new Laplace(ones, noise, List.of(List.of(1.0)), correlation);
    }

    private static Intervals miles() {
        return ModelIntervals.ofLaplace(
                List.of(MILES), List.of(TWO, Tensor.of(new float[][] {{9}, {0}})), List.of(noise(16)));
    }

    private static Intervals steps(String... columns) {
        int k = columns.length;
        float[] centres = new float[2 * k];
        IntStream.range(0, centres.length).forEach(at -> centres[at] = at);
        double[] ones = new double[k];
        java.util.Arrays.fill(ones, 1);
        return ModelIntervals.ofLaplace(
                List.of(new Outcome(List.of(columns), List.of(), List.of(k))),
                List.of(Tensor.of(centres, 2, k), Tensor.of(new float[2 * k], 2, k)),
                List.of(noise(ones)));
    }

    private static Intervals pets(float... variances) {
        Tensor logits = Tensor.of(new float[][] {{0, 2, -8}});
        return ModelIntervals.ofLaplace(List.of(PET), List.of(logits, Tensor.of(variances, 1, 3)), List.of(noise(1)));
    }

    private static List<String> columns(DataFrame frame) {
        return List.of(frame.getColumnsIndex().toArray());
    }

    private static float[] floats(DataFrame frame, String column) {
        float[] values = new float[frame.height()];
        frame.getColumn(column).castAsFloat().copyToFloat(values, 0, 0, values.length);
        return values;
    }

    private static void state(String message, Executable what) {
        assertEquals(message, assertThrows(IllegalStateException.class, what).getMessage());
    }

    @Test
    void a_confidence_interval_is_of_the_network_a_prediction_interval_of_the_noise_as_well() {
        DataFrame confidence = miles().confidence(0.95);
        assertEquals(List.of(".pred", ".pred_lower", ".pred_upper"), columns(confidence));
        assertArrayEquals(new float[] {20, 10}, floats(confidence, ".pred"));
        assertArrayEquals(new float[] {(float) (20 - 3 * Z95), 10}, floats(confidence, ".pred_lower"), 1e-5f);
        DataFrame prediction = miles().prediction(0.95);
        assertArrayEquals(
                new float[] {(float) (20 - 5 * Z95), (float) (10 - 4 * Z95)}, floats(prediction, ".pred_lower"), 1e-5f);
        assertArrayEquals(
                new float[] {(float) (20 + 5 * Z95), (float) (10 + 4 * Z95)}, floats(prediction, ".pred_upper"), 1e-5f);
    }

    @Test
    void levels_of_classes_have_bounds_around_their_probability() {
        DataFrame certain = pets(0, 0, 0).confidence(0.9);
        assertEquals(
                List.of(
                        ".pred_lower_cat",
                        ".pred_lower_dog",
                        ".pred_lower_fox",
                        ".pred_upper_cat",
                        ".pred_upper_dog",
                        ".pred_upper_fox"),
                columns(certain));
        float p = floats(certain, ".pred_lower_dog")[0];
        assertEquals(Math.exp(2) / (1 + Math.exp(2) + Math.exp(-8)), p, 1e-6);
        assertEquals(p, floats(certain, ".pred_upper_dog")[0], 1e-6);
        DataFrame open = pets(1, 1, 1).confidence(0.9);
        assertTrue(floats(open, ".pred_lower_dog")[0] < p - 0.2);
        assertTrue(floats(open, ".pred_upper_dog")[0] > p + 0.05);
    }

    @Test
    void a_predicted_class_is_open_between_levels_that_are_probable() {
        DataFrame frame = pets(1, 1, 1).prediction(0.8);
        assertArrayEquals(new float[] {0}, floats(frame, ".pred_lower_cat"));
        assertArrayEquals(new float[] {1}, floats(frame, ".pred_upper_cat"));
        assertArrayEquals(new float[] {0}, floats(frame, ".pred_upper_fox"));
    }

    @Test
    void two_levels_of_one_unit_complement_each_other() {
        Tensor unit = Tensor.of(new float[][] {{1}});
        DataFrame frame = ModelIntervals.ofLaplace(List.of(OTHER), List.of(unit, unit), List.of(noise(1)))
                .confidence(0.8);
        assertEquals(1 - floats(frame, ".pred_upper_yes")[0], floats(frame, ".pred_lower_no")[0], 1e-6);
        assertEquals(1 / (1 + Math.exp(-1 + 1.2816)), floats(frame, ".pred_lower_yes")[0], 0.03);
    }

    @Test
    void several_outcomes_are_told_apart_by_their_names() {
        Intervals both = ModelIntervals.ofLaplace(
                List.of(MILES, OTHER), List.of(TWO, TWO, TWO, TWO), List.of(noise(1), noise(1)));
        assertEquals(
                List.of(
                        ".pred_mpg",
                        ".pred_lower_mpg",
                        ".pred_upper_mpg",
                        ".pred_lower_sick_no",
                        ".pred_lower_sick_yes",
                        ".pred_upper_sick_no",
                        ".pred_upper_sick_yes"),
                columns(both.prediction(0.8)));
        assertEquals(
                List.of(".pred", ".pred_lower", ".pred_upper"),
                columns(both.of("mpg").prediction(0.8)));
        Refused.refused(
                "Intervals: outcome must be one of mpg, sick, got mgp; did you mean mpg?", () -> both.of("mgp"));
        state("Intervals: steps() must be called on one outcome, got 2; use of(\"mpg\")", both::steps);
    }

    @Test
    void several_columns_are_wide_or_a_row_a_step() {
        Intervals ahead = steps("lead_2_load", "lead_1_load");
        assertEquals(
                List.of(
                        ".pred_lead_2_load",
                        ".pred_lead_1_load",
                        ".pred_lower_lead_2_load",
                        ".pred_lower_lead_1_load",
                        ".pred_upper_lead_2_load",
                        ".pred_upper_lead_1_load"),
                columns(ahead.prediction(0.95)));
        DataFrame rows = ahead.steps().prediction(0.95);
        assertEquals(List.of(".row", ".step", ".pred", ".pred_lower", ".pred_upper"), columns(rows));
        assertEquals(List.of(0, 0, 1, 1), rows.getColumn(".row").toList());
        assertEquals(List.of(1, 2, 1, 2), rows.getColumn(".step").toList());
        assertArrayEquals(new float[] {1, 0, 3, 2}, floats(rows, ".pred"));
        assertEquals(1 - Z95, floats(rows, ".pred_lower")[0], 1e-5);
    }

    @Test
    void several_variables_have_columns_each() {
        DataFrame rows =
                steps("lead_1_a", "lead_2_a", "lead_1_b", "lead_2_b").steps().confidence(0.5);
        assertEquals(
                List.of(
                        ".row",
                        ".step",
                        ".pred_a",
                        ".pred_lower_a",
                        ".pred_upper_a",
                        ".pred_b",
                        ".pred_lower_b",
                        ".pred_upper_b"),
                columns(rows));
        assertArrayEquals(new float[] {2, 3, 6, 7}, floats(rows, ".pred_b"));
    }

    @Test
    void arrays_stay_arrays_or_are_steps() {
        Tensor centre = Tensor.of(new float[][] {{1, 2, 3}});
        Intervals series = ModelIntervals.ofLaplace(
                List.of(new Outcome(List.of("day"), List.of(), List.of(3))),
                List.of(centre, centre),
                List.of(noise(1, 1, 1)));
        assertEquals(
                TensorSeries.of(centre).toList().size(),
                series.prediction(0.9).getColumn(".pred_upper").size());
        assertEquals(
                List.of(1, 2, 3),
                series.steps().prediction(0.9).getColumn(".step").toList());
    }

    @Test
    void draws_are_of_all_steps_together_and_the_same_for_one_seed() {
        Intervals ahead = steps("mpg", "qsec");
        DataFrame paths = ahead.draws(2000, 7);
        assertEquals(List.of(".row", ".draw", ".step", ".pred"), columns(paths));
        assertEquals(2 * 2000 * 2, paths.height());
        assertEquals(List.of(0, 0, 1, 1), paths.head(4).getColumn(".draw").toList());
        assertEquals(1, paths.tail(1).getColumn(".row").get(0));
        float[] drawn = floats(paths, ".pred");
        double product = IntStream.range(2000, 4000)
                .mapToDouble(draw -> (drawn[2 * draw] - 2) * (drawn[2 * draw + 1] - 3))
                .average()
                .orElseThrow();
        assertEquals(0.5, product, 0.08, "the noise is correlated");
        assertArrayEquals(drawn, floats(ahead.draws(2000, 7), ".pred"));
        assertTrue(!java.util.Arrays.equals(drawn, floats(ahead.draws(2000, 8), ".pred")));
        Refused.refused("Intervals: draws must be at least 1, got 0", () -> ahead.draws(0, 1));
    }

    @Test
    void conformal_intervals_are_as_wide_as_residuals_say_and_no_more() {
        List<Double> distances =
                IntStream.rangeClosed(1, 9).mapToObj(d -> (double) d).toList();
        Intervals one = ModelIntervals.ofConformal(
                List.of(MILES), List.of(List.of(TWO)), List.of(List.of(new ConformityScores(List.of(distances)))));
        assertArrayEquals(new float[] {12, 2}, floats(one.prediction(0.8), ".pred_lower"));
        assertArrayEquals(new float[] {28, 18}, floats(one.prediction(0.8), ".pred_upper"));
        state(
                "Intervals: confidence(level) must be called on a fit with laplace, got 'mpg'",
                () -> one.confidence(0.8));
        state("Intervals: draws must be called on a fit with laplace, got 'mpg'", () -> one.draws(1, 1));
    }

    @Test
    void several_models_predict_their_mean() {
        Intervals two = ModelIntervals.ofConformal(
                List.of(MILES),
                List.of(List.of(TWO), List.of(Tensor.of(new float[][] {{24}, {12}}))),
                List.of(List.of(new ConformityScores(List.of(List.of(1.0, 2.0), List.of(1.0, 3.0))))));
        DataFrame frame = two.prediction(0.8);
        assertArrayEquals(new float[] {22, 11}, floats(frame, ".pred"));
        assertArrayEquals(new float[] {18, 8}, floats(frame, ".pred_lower"));
        assertArrayEquals(new float[] {27, 15}, floats(frame, ".pred_upper"));
    }

    @Test
    void conformal_levels_are_those_that_the_row_may_have() {
        Tensor predicted = Tensor.of(new float[][] {{0.9f, 0.08f, 0.02f}, {0.5f, 0.45f, 0.05f}});
        List<Double> distances = List.of(0.1, 0.2, 0.3, 0.6);
        DataFrame frame = ModelIntervals.ofConformal(
                        List.of(PET),
                        List.of(List.of(predicted)),
                        List.of(List.of(new ConformityScores(List.of(distances)))))
                .prediction(0.8);
        assertArrayEquals(new float[] {1, 0}, floats(frame, ".pred_lower_cat"));
        assertArrayEquals(new float[] {1, 1}, floats(frame, ".pred_upper_cat"));
        assertArrayEquals(new float[] {0, 1}, floats(frame, ".pred_upper_dog"));
        assertArrayEquals(new float[] {0, 0}, floats(frame, ".pred_upper_fox"));
    }

    @Test
    void levels_and_classes_are_refused_where_they_do_not_fit() {
        for (double level : new double[] {0, 1, 95}) {
            String words = "Intervals: level must be between 0 and 1, got " + level;
            Refused.refused(words, () -> miles().confidence(level));
            Refused.refused(words, () -> pets(1, 1, 1).prediction(level));
        }
        state("Intervals: draws must be called on numbers, got 'pet'", () -> pets(1, 1, 1)
                .draws(1, 1));
        state("Intervals: steps() must be called on numbers, got 'pet'", () -> pets(1, 1, 1)
                .steps());
    }

    @Test
    void intervals_are_values() {
        assertEquals(miles(), miles());
        assertEquals("Intervals of mpg for 2 rows", miles().toString());
    }
}
