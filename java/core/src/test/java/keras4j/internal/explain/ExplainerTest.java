package keras4j.internal.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.RefusedData;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.explain.PartialDependence;
import keras4j.explain.PermutationImportance;
import keras4j.measure.Measure;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Importance and dependence of known functions; those of numbers are scikit-learn's, see test_explained_reference.py. */
class ExplainerTest {
    private final JsonNode reference = read();
    private final DataFrame rows = DataFrame.byColumn("a", "b", "unused")
            .of(
                    Series.ofDouble(doubles(reference.get("a"))),
                    Series.ofDouble(doubles(reference.get("b"))),
                    Series.ofVal("x", reference.get("a").size()));
    private final Explainer known = new Explainer(ExplainerTest::known, rows, List.of("a", "b"));

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(ExplainerTest.class.getResourceAsStream("explained.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static double[] doubles(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Predictions predictions(float[] output, int width, Outcome outcome) {
        Input x = new Input("x", List.of(new PredictorColumn("x", List.of(), DType.FLOAT32)));
        return Predictions.of(
                List.of(Tensor.of(output, output.length / width, width)), new Schema(List.of(x), List.of(outcome)));
    }

    private static double number(DataFrame frame, String column, int row) {
        return assertInstanceOf(Number.class, frame.getColumn(column).get(row)).doubleValue();
    }

    private static Predictions known(DataFrame frame) {
        float[] output = new float[frame.height()];
        for (int row = 0; row < output.length; row++) {
            double a = number(frame, "a", row);
            output[row] = (float) (a * a / 8 - a * number(frame, "b", row));
        }
        return predictions(output, 1, new Outcome(List.of("y"), List.of(), List.of(1)));
    }

    private Examples truth() {
        float[] y = new float[rows.height()];
        IntStream.range(0, y.length)
                .forEach(row -> y[row] = (float) reference.get("y").get(row).asDouble());
        return Examples.of(Tensor.of(new float[y.length][1]), Tensor.of(y, y.length));
    }

    @Test
    void importance_is_that_of_scikit_learn() {
        PermutationImportance importance =
                known.importance(some -> known(some).measure(truth(), Measure.RMSE), Measure.RMSE, 3, 7);
        for (String column : List.of("a", "b")) {
            int at = column.equals("a") ? 0 : 1;
            List<Double> losses = Objects.requireNonNull(importance.losses().get(column));
            assertArrayEquals(doubles(reference.get("losses").get(at)), doubles(losses), 1e-5);
            assertEquals(reference.get("means").get(at).asDouble(), importance.mean(column), 1e-5);
            assertEquals(reference.get("deviations").get(at).asDouble(), importance.deviation(column), 1e-5);
        }
        assertEquals(
                importance, known.importance(some -> known(some).measure(truth(), Measure.RMSE), Measure.RMSE, 3, 7));
    }

    @Test
    void dependence_is_that_of_scikit_learn() {
        for (String column : List.of("a", "b")) {
            int at = column.equals("a") ? 0 : 1;
            PartialDependence dependence = known.dependence(column);
            assertTrue(dependence.numeric());
            DataFrame frame = dependence.toFrame();
            assertArrayEquals(
                    doubles(reference.get("grids").get(at)),
                    IntStream.range(0, frame.height())
                            .mapToDouble(row -> number(frame, column, row))
                            .toArray(),
                    1e-9);
            List<Double> means = Objects.requireNonNull(dependence.means().get(".pred"));
            assertArrayEquals(doubles(reference.get("averages").get(at)), doubles(means), 1e-4);
        }
        assertEquals(
                "Dependence of .pred on b: 4 values from 0.0 to 3.0",
                known.dependence("b").toString());
    }

    @Test
    void a_column_without_a_part_in_the_prediction_has_no_importance_and_a_flat_dependence() {
        Explainer all = new Explainer(ExplainerTest::known, rows, List.of("a", "b", "unused"));
        PermutationImportance importance =
                all.importance(some -> known(some).measure(truth(), Measure.RMSE), Measure.RMSE, 2, 1);
        assertEquals(0, importance.mean("unused"));
        assertEquals(
                List.of("a", "b"),
                List.copyOf(importance.columns()).subList(0, 2).stream()
                        .sorted()
                        .toList());
        assertEquals("unused", importance.columns().get(2));
        assertEquals(
                "Dependence of .pred on unused: 1 values [x]",
                all.dependence("unused").toString());
    }

    /** A pet is a dog as surely as its column says, whatever the number; pictures tell it too. */
    private static Predictions pet(DataFrame frame) {
        float[] output = new float[2 * frame.height()];
        for (int row = 0; row < frame.height(); row++) {
            float[] picture = (float[]) frame.getColumn("picture").get(row);
            double dog = "dog".equals(frame.getColumn("said").get(row)) ? 0.5 + picture[0] : 0.5 - picture[0] / 2;
            output[2 * row] = (float) (1 - dog);
            output[2 * row + 1] = (float) dog;
        }
        return predictions(output, 2, new Outcome(List.of("pet"), List.of("cat", "dog"), List.of()));
    }

    private final DataFrame pets = DataFrame.byColumn("said", "picture", "age")
            .of(
                    Series.of("dog", "cat", "dog", "cat"),
                    TensorSeries.of(Tensor.of(new float[][] {{0.25f, 9}, {0.25f, 9}, {0.125f, 9}, {0.375f, 9}})),
                    Series.ofInt(1, 2, 2, 1));
    private final Explainer classes = new Explainer(ExplainerTest::pet, pets, List.of("said", "picture", "age"));

    @Test
    void levels_give_a_mean_for_each_class() {
        PartialDependence dependence = classes.dependence("said");
        assertEquals(List.of("cat", "dog"), dependence.values());
        assertEquals(List.of(0.625, 0.25), dependence.means().get(".pred_cat"));
        assertEquals(List.of(0.375, 0.75), dependence.means().get(".pred_dog"));
        assertEquals(
                List.of("said", ".pred_cat", ".pred_dog"),
                List.of(dependence.toFrame().getColumnsIndex().toArray()));
        assertTrue(dependence.plot().toString().contains("bars"), dependence.plot()::toString);
    }

    @Test
    void whole_numbers_stay_whole() {
        List<Object> seen = new ArrayList<>();
        Explainer ages = new Explainer(
                frame -> {
                    seen.add(frame.getColumn("age").get(0));
                    return pet(frame);
                },
                pets,
                List.of("age"));
        assertEquals(
                "Dependence of .pred_cat, .pred_dog on age: 2 values from 1 to 2",
                ages.dependence("age").toString());
        assertEquals(List.of(1, 2), seen);
    }

    @Test
    void an_array_column_is_shuffled_whole_and_a_larger_measure_is_better() {
        Examples truth = Examples.of(Tensor.of(new float[4][1]), Labels.of("dog", "cat", "dog", "cat"));
        PermutationImportance importance =
                classes.importance(some -> pet(some).measure(truth, Measure.ACCURACY), Measure.ACCURACY, 20, 3);
        assertEquals(1, importance.baseline());
        assertTrue(importance.mean("said") > 0.2, importance::table);
        assertEquals(0, importance.mean("picture"));
        assertTrue(classes.importance(some -> pet(some).measure(truth, Measure.MN_LOG_LOSS), Measure.MN_LOG_LOSS, 20, 3)
                        .deviation("picture")
                > 0);
        assertEquals("said", importance.columns().get(0));
        assertEquals(
                List.of("variable", "importance", "std_dev"),
                List.of(importance.toFrame().getColumnsIndex().toArray()));
        assertTrue(importance.table().startsWith("variable  importance  std_dev\nsaid "), importance::table);
        assertTrue(
                importance.toString().matches("Importance by accuracy: said 0\\..*, .*, 1 more"), importance::toString);
    }

    @Test
    void what_cannot_be_asked_is_refused() {
        RefusedData.with("PartialDependence: column must be one of [a, b], got 'c'", () -> known.dependence("c"));
        RefusedData.with(
                "PartialDependence: column 'picture' must hold numbers or at most 50 levels, got float[]",
                () -> classes.dependence("picture"));
        Outcome picture = new Outcome(List.of("y"), List.of(), List.of(2));
        Explainer arrays = new Explainer(frame -> predictions(new float[8], 2, picture), pets, List.of("age"));
        RefusedData.with(
                "PartialDependence: predictions must be one number a row, got arrays of shape [2] in .pred",
                () -> arrays.dependence("age"));
        RefusedData.with(
                "PermutationImportance: repeats must be from 1 to 100000, got 0",
                () -> known.importance(some -> known(some).measure(truth(), Measure.RMSE), Measure.RMSE, 0, 1));
        RefusedData.with(
                "PermutationImportance: column must be one of [a, b], got 'aa'; did you mean 'a'?",
                () -> known.importance(some -> known(some).measure(truth(), Measure.RMSE), Measure.RMSE, 1, 1)
                        .mean("aa"));
    }
}
