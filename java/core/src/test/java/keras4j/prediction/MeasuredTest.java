package keras4j.prediction;

import static java.util.Objects.requireNonNull;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MAE;
import static keras4j.measure.Measure.RMSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.RefusedData;
import keras4j.data.Schema;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.measure.Aggregate;
import keras4j.measure.Measures;
import keras4j.measure.TruthEstimates;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Predictions beside the truth. */
class MeasuredTest {
    private static final Tensor X = Tensor.of(new float[2][1]);
    private static final Outcome PET = new Outcome(List.of("pet"), List.of("cat", "dog"), List.of());
    private static final Outcome AGE = new Outcome(List.of("age"), List.of(), List.of(1));
    private static final Tensor PROBABLE = Tensor.of(new float[][] {{0.75f, 0.25f}, {0.5f, 0.5f}});
    private static final Tensor YEARS = Tensor.of(new float[][] {{3}, {5}});

    private final Predictions pets = predictions(PROBABLE, PET);
    private final Predictions ages = predictions(YEARS, AGE);
    private final Predictions both = Predictions.of(List.of(PROBABLE, YEARS), schema(PET, AGE));
    private final DataFrame truth = DataFrame.byColumn("pet", "age").of(Series.of("cat", "dog"), Series.ofInt(4, 8));

    private static Schema schema(Outcome... outcomes) {
        Input x = new Input("x", List.of(new PredictorColumn("x", List.of(), DType.FLOAT32)));
        return new Schema(List.of(x), List.of(outcomes));
    }

    private static Predictions predictions(Tensor output, Outcome outcome) {
        return Predictions.of(List.of(output), schema(outcome));
    }

    @Test
    void a_frame_tells_the_truth_by_the_outcomes_names() {
        assertEquals(0.5, pets.measure(truth, ACCURACY).value(ACCURACY));
        assertEquals(2, ages.measure(truth, Measures.of(MAE)).value(MAE));
        assertEquals(
                "Scores rmse 2.2361, rsq 1.0000, mae 2.0000",
                ages.measure(truth).toString());
        RefusedData.with(
                "Schema: column 'pet' must be in the frame, got columns 'age'",
                () -> pets.measure(truth.cols("age").select()));
    }

    @Test
    void labels_and_tensors_tell_it_too() {
        Labels labels = Labels.of("cat", "dog");
        assertEquals(0.5, pets.measure(labels, ACCURACY).value(ACCURACY));
        assertEquals(pets.cases(truth), pets.cases(labels));
        assertEquals(ages.cases(truth), ages.cases(Tensor.of(new float[] {4, 8}, 2)));
        assertEquals(ages.cases(truth), ages.cases(Tensor.of(new float[] {4, 8}, 2, 1)));
        RefusedData.with("Schema: pet must be labels, got numbers", () -> pets.cases(YEARS));
    }

    @Test
    void a_level_that_fit_did_not_see_is_refused() {
        DataFrame cow = DataFrame.byColumn("pet").of(Series.of("cat", "cow"));
        RefusedData.with("Schema: column 'pet' must be one of 'cat', 'dog', got 'cow' at row 1", () -> pets.cases(cow));
    }

    @Test
    void each_of_several_outcomes_has_its_scores() {
        assertEquals("""
                .outcome  .metric   .estimator  .estimate
                pet       accuracy  binary         0.5000
                age       mae       standard       2.0000""", both.measure(truth, ACCURACY, MAE).table());
        assertEquals(ages.cases(truth), both.of("age").cases(truth));
        assertEquals(
                "Predictions: cases() must be called on one outcome, got 'pet', 'age'; use of(\"pet\")",
                assertThrows(IllegalStateException.class, () -> both.cases(truth))
                        .getMessage());
    }

    @Test
    void the_columns_of_one_output_are_measured_apart_and_joined() {
        Predictions steps = predictions(PROBABLE, new Outcome(List.of("a", "b"), List.of(), List.of(2)));
        DataFrame later = DataFrame.byColumn("a", "b").of(Series.ofDouble(0.75, 0.75), Series.ofDouble(0.25, 1));
        assertEquals(0.125, steps.measure(later, MAE).value("a", MAE));
        assertEquals(0.25, steps.measure(later, MAE).value("b", MAE));
        assertEquals(0.1875, steps.measure(later, MAE).value(MAE));
        Aggregate mean = Aggregate.mean(MAE, "a", "b").weights(Map.of("a", 3.0, "b", 1.0));
        assertEquals((3 * 0.125 + 0.25) / 4, mean.score(steps.outcomes(later)));
        assertEquals(
                "Predictions: cases() must be called on one column, got a, b; use outcomes()",
                assertThrows(IllegalStateException.class, () -> steps.cases(later))
                        .getMessage());
    }

    @Test
    void an_array_is_measured_over_all_its_numbers() {
        Predictions picture = predictions(PROBABLE, new Outcome(List.of("picture"), List.of(), List.of(2)));
        DataFrame seen = DataFrame.byColumn("picture").of(TensorSeries.of(Tensor.of(new float[][] {{1, 0}, {0, 1}})));
        assertEquals(4, picture.cases(seen).rows());
        assertEquals(0.375, picture.measure(seen, MAE).value(MAE));
    }

    @Test
    void examples_bring_their_weights() {
        Examples weighted = Examples.of(X, Tensor.of(new float[] {4, 8}, 2)).weights(new float[] {3, 1});
        assertEquals(1.5, ages.measure(weighted, MAE).value(MAE));
        assertEquals(ages.cases(truth).weights(3, 1), ages.outcomes(weighted).get("age"));
        Map<String, Target> y = new LinkedHashMap<>();
        y.put("age", Tensor.of(new float[] {4, 8}, 2));
        y.put("pet", Labels.of("cat", "dog"));
        Examples apart = Examples.of(Map.of("x", X), y).weights(Map.of("pet", new float[] {1, 3}));
        Map<String, TruthEstimates> outcomes = both.outcomes(apart);
        assertEquals(0.25, requireNonNull(outcomes.get("pet")).measure(ACCURACY).value(ACCURACY));
        assertEquals(
                ages.cases(truth).weights(1, 1).measure(RMSE),
                requireNonNull(outcomes.get("age")).measure(RMSE));
    }

    @Test
    void an_array_of_a_weighted_row_has_its_weight_in_every_number() {
        Predictions picture = predictions(PROBABLE, new Outcome(List.of("y"), List.of(), List.of(2)));
        Examples rows =
                Examples.of(X, Tensor.of(new float[][] {{1, 0}, {0, 1}})).weights(new float[] {1, 3});
        assertEquals(
                (0.25 + 0.25 + 3 * 0.5 + 3 * 0.5) / 8,
                picture.measure(rows, MAE).value(MAE));
    }
}
