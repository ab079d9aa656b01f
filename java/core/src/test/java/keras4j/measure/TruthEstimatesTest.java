package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import keras4j.data.Tensor;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

class TruthEstimatesTest {
    private enum Pet {
        CAT,
        DOG
    }

    private final Labels truth = Labels.of("cat", "dog", "dog");
    private final double[][] probable = {{0.75, 0.25}, {0.5, 0.5}, {0.25, 0.75}};
    private final TruthEstimates pets = TruthEstimates.of(truth, probable);

    private static Series<?> doubles(double... values) {
        return Series.ofDouble(values);
    }

    @Test
    void the_most_probable_level_is_predicted_and_the_first_of_equal_ones() {
        double right = Measure.ACCURACY.score(pets).value();
        assertEquals(2.0 / 3, right);
    }

    @Test
    void tensors_are_read_as_arrays_are() {
        Tensor numbers = Tensor.of(new float[] {1, 2}, 2);
        assertEquals(
                TruthEstimates.of(new double[] {1, 2}, new double[] {3, 4}),
                TruthEstimates.of(numbers, Tensor.of(new float[] {3, 4}, 2, 1)));
        assertEquals(
                pets,
                TruthEstimates.of(truth, Tensor.of(new float[][] {{0.75f, 0.25f}, {0.5f, 0.5f}, {0.25f, 0.75f}})));
        assertEquals(pets, TruthEstimates.of(truth, Tensor.of(new float[][] {{0.25f}, {0.5f}, {0.75f}})));
        RefusedData.with(
                "TruthEstimates: truth must be one number a row, got Tensor (2, 2) float32",
                () -> TruthEstimates.of(Tensor.of(new float[2][2]), numbers));
    }

    @Test
    void predictions_are_counted_in_the_levels_of_the_truth() {
        TruthEstimates cases = TruthEstimates.of(truth, Labels.of("dog", "dog", "dog"));
        assertEquals(2.0 / 3, Measure.ACCURACY.score(cases).value());
        RefusedData.with(
                "Labels: labels must be one of 'cat', 'dog', got 'cow' at row 1",
                () -> TruthEstimates.of(truth, Labels.of("dog", "cow", "dog")));
    }

    @Test
    void numbers_must_be_there_finite_and_as_many() {
        RefusedData.with(
                "TruthEstimates: truth must have at least one row, got none",
                () -> TruthEstimates.of(new double[0], new double[0]));
        RefusedData.with(
                "TruthEstimates: predictions must have 2 rows like truth, got 1",
                () -> TruthEstimates.of(new double[2], new double[1]));
        RefusedData.with(
                "TruthEstimates: truth must be finite, got NaN at row 1",
                () -> TruthEstimates.of(new double[] {1, Double.NaN}, new double[2]));
        RefusedData.with(
                "TruthEstimates: predictions must be finite, got Infinity at row 0",
                () -> TruthEstimates.of(new double[1], new double[] {Double.POSITIVE_INFINITY}));
    }

    @Test
    void probabilities_must_be_one_a_level_and_from_0_to_1() {
        RefusedData.with(
                "TruthEstimates: probabilities must have 2 columns, one a level of 'cat', 'dog', got 3 at row 0",
                () -> TruthEstimates.of(truth, new double[3][3]));
        RefusedData.with(
                "TruthEstimates: probabilities must be from 0 to 1, as softmax or sigmoid gives them, got 2.5 at row 1",
                () -> TruthEstimates.of(truth, new double[][] {{0, 1}, {2.5, -3}, {0, 1}}));
        RefusedData.with(
                "TruthEstimates: predictions must have 3 rows like truth, got 1",
                () -> TruthEstimates.of(truth, new double[][] {{0, 1}}));
        RefusedData.with(
                "TruthEstimates: truth must have at least two levels, got 'cat'",
                () -> TruthEstimates.of(Labels.of("cat"), Labels.of("cat")));
    }

    @Test
    void weights_must_be_one_a_case_and_not_all_0() {
        RefusedData.with("TruthEstimates: weights must be 3 numbers, one a case, got 1", () -> pets.weights(1));
        RefusedData.with(
                "TruthEstimates: weights must be 0 or more and finite, got -1.0 at row 2",
                () -> pets.weights(1, 1, -1));
        RefusedData.with("TruthEstimates: weights must have a sum above 0, got only 0", () -> pets.weights(0, 0, 0));
    }

    @Test
    void a_frame_of_numbers_has_pred() {
        DataFrame frame = DataFrame.byColumn("mpg", ".pred").of(Series.ofInt(20, 30), Series.ofFloat(21.5f, 29));
        assertEquals(
                TruthEstimates.of(new double[] {20, 30}, new double[] {21.5, 29}), TruthEstimates.of(frame, "mpg"));
    }

    @Test
    void a_frame_of_classes_has_probabilities_a_class_or_both() {
        Series<?> y = Series.of("cat", "dog", "dog");
        Series<?> said = Series.of("cat", "cat", "dog");
        DataFrame both = DataFrame.byColumn("y", ".pred_class", ".pred_cat", ".pred_dog", ".pred_lower_cat")
                .of(y, said, doubles(0.75, 0.5, 0.25), doubles(0.25, 0.5, 0.75), doubles(9, 9, 9));
        assertEquals(pets, TruthEstimates.of(both, "y"));
        assertEquals(
                pets, TruthEstimates.of(both.cols("y", ".pred_cat", ".pred_dog").select(), "y"));
        assertEquals(
                TruthEstimates.of(truth, Labels.of("cat", "cat", "dog")),
                TruthEstimates.of(both.cols("y", ".pred_class").select(), "y"));
    }

    @Test
    void the_probabilities_columns_tell_the_levels_and_their_order() {
        DataFrame frame = DataFrame.byColumn("y", ".pred_10", ".pred_2", ".pred_classic")
                .of(Series.ofInt(10, 2), doubles(0.9, 0.2), doubles(0.1, 0.7), doubles(0, 0.1));
        assertEquals(
                TruthEstimates.of(
                        Labels.of(List.of("10", "2", "classic"), new int[] {0, 1}),
                        new double[][] {{0.9, 0.1, 0}, {0.2, 0.7, 0.1}}),
                TruthEstimates.of(frame, "y"));
    }

    @Test
    void without_probabilities_levels_are_sorted_as_those_of_a_fit() {
        DataFrame numbers = DataFrame.byColumn("y", ".pred_class").of(Series.ofInt(10, 2), Series.ofInt(2, 2));
        assertEquals(TruthEstimates.of(Labels.of(10, 2), Labels.of(2, 2)), TruthEstimates.of(numbers, "y"));
        DataFrame flags =
                DataFrame.byColumn("y", ".pred_class").of(Series.ofBool(true, true), Series.ofBool(true, true));
        assertEquals("Cases 2 rows of 2 levels", TruthEstimates.of(flags, "y").toString());
        DataFrame constants =
                DataFrame.byColumn("y", ".pred_class").of(Series.of(Pet.DOG, Pet.CAT), Series.of("DOG", "DOG"));
        assertEquals(
                TruthEstimates.of(Labels.of("DOG", "CAT"), Labels.of("DOG", "DOG")), TruthEstimates.of(constants, "y"));
    }

    @Test
    void one_outcome_of_several_has_its_name_in_the_columns() {
        DataFrame frame = DataFrame.byColumn(
                        "price", "kind", ".pred_price", ".pred_class_kind", ".pred_kind_flat", ".pred_kind_house")
                .of(
                        doubles(1, 2),
                        Series.of("flat", "house"),
                        doubles(1.5, 2.5),
                        Series.of("flat", "flat"),
                        doubles(0.9, 0.6),
                        doubles(0.1, 0.4));
        assertEquals(
                TruthEstimates.of(new double[] {1, 2}, new double[] {1.5, 2.5}), TruthEstimates.of(frame, "price"));
        assertEquals(
                TruthEstimates.of(Labels.of("flat", "house"), new double[][] {{0.9, 0.1}, {0.6, 0.4}}),
                TruthEstimates.of(frame, "kind"));
    }

    @Test
    void a_frame_that_does_not_fit_is_refused() {
        DataFrame frame =
                DataFrame.byColumn("mpg", "kind", ".pred").of(Series.of(1.5, null), Series.of("a", "b"), doubles(1, 2));
        RefusedData.with(
                "TruthEstimates: column 'mpgg' must be in the frame, got columns 'mpg', 'kind', '.pred'; did you mean 'mpg'?",
                () -> TruthEstimates.of(frame, "mpgg"));
        RefusedData.with(
                "TruthEstimates: column 'mpg' must hold numbers, got null at row 1",
                () -> TruthEstimates.of(frame, "mpg"));
        RefusedData.with(
                "TruthEstimates: column 'kind' must hold numbers, got 'a' at row 0",
                () -> TruthEstimates.of(frame, "kind"));
        RefusedData.with(
                "TruthEstimates: frame must have a column .pred, .pred_class or .pred_<level>, got columns 'mpg', 'kind'",
                () -> TruthEstimates.of(frame.cols("mpg", "kind").select(), "kind"));
        DataFrame other = DataFrame.byColumn("y", "z", ".pred_a", ".pred_b")
                .of(Series.of("a", "c"), Series.of("a", null), doubles(1, 0), doubles(0, 1));
        RefusedData.with(
                "TruthEstimates: column 'y' must be one of 'a', 'b', got 'c' at row 1",
                () -> TruthEstimates.of(other, "y"));
        RefusedData.with(
                "TruthEstimates: column 'z' must hold labels, got null at row 1", () -> TruthEstimates.of(other, "z"));
        DataFrame arrays =
                DataFrame.byColumn("y", ".pred_class").of(Series.of(new float[1], new float[1]), Series.of("a", "b"));
        RefusedData.with(
                "TruthEstimates: column 'y' must hold labels, got float[] at row 0",
                () -> TruthEstimates.of(arrays, "y"));
    }

    @Test
    void cases_are_equal_by_content_and_print_on_one_line() {
        assertEquals(pets, TruthEstimates.of(truth, probable));
        assertEquals(pets.hashCode(), TruthEstimates.of(truth, probable).hashCode());
        assertNotEquals(pets, pets.weights(1, 1, 1));
        assertNotEquals(pets, TruthEstimates.of(truth, truth));
        TruthEstimates numbers = TruthEstimates.of(new double[] {1}, new double[] {2});
        assertEquals(
                numbers.hashCode(),
                TruthEstimates.of(new double[] {1}, new double[] {2}).hashCode());
        assertNotEquals(numbers, TruthEstimates.of(new double[] {1}, new double[] {3}));
        assertEquals(
                "Cases 3 rows of 2 levels with probabilities, weighted",
                pets.weights(1, 2, 3).toString());
        assertEquals("Cases 1 rows of numbers", numbers.toString());
    }

    private static DataFrame predicted(String truth, List<String> labels, String... columns) {
        String[] names = Stream.concat(Stream.of(truth), Arrays.stream(columns)).toArray(String[]::new);
        Series<?>[] cells = new Series<?>[names.length];
        cells[0] = Series.ofIterable(labels);
        for (int at = 1; at < cells.length; at++) {
            boolean probable = !names[at].startsWith(".pred_class");
            double first = at % 2 == 0 ? 0.75 : 0.25;
            cells[at] = probable ? Series.ofDouble(first, 1 - first) : Series.ofIterable(labels);
        }
        return DataFrame.byColumn(names).of(cells);
    }

    private static ConfusionMatrix levels(DataFrame frame, String truth) {
        return TruthEstimates.of(frame, truth).confusion();
    }

    @Test
    void levels_that_are_named_like_bounds_keep_their_probabilities() {
        List<String> rich = List.of("lower", "upper");
        assertEquals(
                List.of("lower", "upper"),
                levels(predicted("y", rich, ".pred_class", ".pred_lower", ".pred_upper"), "y")
                        .levels());
        List<String> classes = List.of("lower_class", "upper_class");
        assertEquals(
                classes,
                levels(predicted("y", classes, ".pred_class", ".pred_lower_class", ".pred_upper_class"), "y")
                        .levels());
        List<String> plain = List.of("a", "b");
        assertEquals(
                List.of("b", "a"),
                levels(
                                predicted(
                                        "y",
                                        plain,
                                        ".pred_class",
                                        ".pred_b",
                                        ".pred_lower_a",
                                        ".pred_upper_a",
                                        ".pred_a",
                                        ".pred_lower_b",
                                        ".pred_upper_b"),
                                "y")
                        .levels());
    }

    @Test
    void outcomes_whose_names_begin_alike_are_told_apart() {
        List<String> levels = List.of("x", "y");
        DataFrame several = predicted(
                        "a",
                        levels,
                        ".pred_class_a",
                        ".pred_a_x",
                        ".pred_a_y",
                        ".pred_a_b_u",
                        ".pred_a_b_v",
                        ".pred_a_c")
                .hConcat(DataFrame.foldByRow("a_b", ".pred_class_a_b", "a_c").of("u", "u", 1.0, "v", "u", 2.0));
        assertEquals(levels, levels(several, "a").levels());
        assertEquals(List.of("u", "v"), levels(several, "a_b").levels());
        DataFrame alone = predicted("a", List.of("a_x", "b"), ".pred_class", ".pred_a_x", ".pred_b");
        assertEquals(List.of("a_x", "b"), levels(alone, "a").levels());
    }
}
