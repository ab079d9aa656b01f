package keras4j.internal.prediction;

import java.util.Arrays;
import java.util.List;
import keras4j.data.Outcome;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;

/** Names of the columns of predictions, which are joined from outcomes and levels. */
class PredictionNamesTest {
    private static Outcome kind(String name, String... levels) {
        return new Outcome(List.of(name), List.of(levels), List.of());
    }

    private static Outcome numbers(String... columns) {
        return new Outcome(List.of(columns), List.of(), List.of(columns.length));
    }

    private static void refused(String got, Outcome... outcomes) {
        RefusedData.with(
                "Predictions: columns must have distinct names, got " + got + "; rename one of them",
                () -> PredictionNames.requireDistinct(Arrays.asList(outcomes)));
    }

    @Test
    void columns_that_would_have_one_name_are_refused() {
        refused("'.pred_class' for the labels of 'y' and for level 'class' of 'y'", kind("y", "class", "other"));
        refused(
                "'.pred_class_a' for the labels of 'a' and for level 'a' of 'class'",
                kind("a", "x", "y"),
                kind("class", "a", "b"));
        refused(
                "'.pred_a_b_x' for level 'b_x' of 'a' and for level 'x' of 'a_b'",
                kind("a", "b_x", "c"),
                kind("a_b", "x", "y"));
        refused("'.pred_a_z' for level 'z' of 'a' and for outcome 'a_z'", kind("a", "y", "z"), numbers("a_z"));
        refused(
                "'.pred_class_a' for the labels of 'a' and for outcome 'class_a'",
                kind("a", "y", "z"),
                numbers("class_a"));
        refused(
                "'.pred_lower_x' for outcome 'lower_x' and for the lower bound of 'x'",
                numbers("lower_x"),
                numbers("x"));
        refused(
                "'.pred_lower_x' for the lower bound of 'x' and for outcome 'lower_x'",
                numbers("x"),
                numbers("lower_x"));
        refused("'.pred_upper_x' for outcome 'upper_x' and for the upper bound of 'x'", numbers("upper_x", "x"));
    }

    @Test
    void names_that_only_look_alike_are_accepted() {
        PredictionNames.requireDistinct(List.of(kind("y", "lower", "middle", "upper")));
        PredictionNames.requireDistinct(List.of(kind("y", "x", "lower_x", "upper_x")));
        PredictionNames.requireDistinct(List.of(kind("y", "Class", "class_", "a")));
        PredictionNames.requireDistinct(List.of(kind("class", "a", "b")));
        PredictionNames.requireDistinct(List.of(kind("a", "b", "c"), kind("a_b", "x", "y"), numbers("a_d")));
    }
}
