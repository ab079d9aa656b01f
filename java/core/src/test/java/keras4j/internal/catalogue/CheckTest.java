package keras4j.internal.catalogue;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());

    private static Expr set(String symbol, String name, @Nullable Object value) {
        Call call = CHECK.with(Call.of(symbol), name, Expr.of(value));
        return Objects.requireNonNull(call.arguments().get(name));
    }

    private static Expr dense(String name, @Nullable Object value) {
        return set("keras.layers.Dense", name, value);
    }

    @Test
    void values_of_the_right_type_are_accepted() {
        assertEquals(Expr.of(3), dense("units", 3));
        assertEquals(DataPlaceholder.NUM_CLASSES, dense("units", DataPlaceholder.NUM_CLASSES));
        assertEquals(Literal.NONE, dense("activation", null));
        assertEquals(Expr.of("he_normal"), dense("kernel_initializer", "he_normal"));
        assertEquals(
                Call.of("keras.initializers.Ones"), dense("kernel_initializer", Call.of("keras.initializers.Ones")));
        assertEquals(
                Expr.of(Map.of("rmax", 1.0)),
                set("keras.layers.BatchNormalization", "renorm_clipping", Map.of("rmax", 1)));
        assertEquals(
                Call.of("keras.layers.LeakyReLU"),
                dense("activation", Call.of("keras.layers.LeakyReLU")),
                "a layer is an activation too");
        assertEquals(
                Call.of("keras.applications.VGG16"),
                set("keras.layers.TimeDistributed", "layer", Call.of("keras.applications.VGG16")));
        assertEquals(Literal.NONE, set("keras.applications.VGG16", "weights", null));
        assertEquals(Expr.of("auto"), set("keras.layers.LSTM", "use_cudnn", "auto"));
    }

    @Test
    void values_take_the_form_that_keras_documentation_has() {
        assertEquals(Expr.of(1.0), set("keras.layers.Dropout", "rate", 1), "a whole number for a real one");
        assertEquals(new Arg("rate", Expr.of(1.0)), set("keras.layers.Dropout", "rate", new Arg("rate", Expr.of(1))));
        assertEquals(
                ListExpr.tuple(new int[] {1, 2}, new int[] {3, 4}),
                set("keras.layers.Cropping2D", "cropping", List.of(List.of(1, 2), List.of(3, 4))));
        assertEquals(
                ListExpr.shape(null, 3),
                set("keras.layers.Dropout", "noise_shape", Arrays.asList(null, 3)),
                "a dimension is open");
        assertEquals(
                ListExpr.tuple(2, 2), set("keras.layers.Conv2D", "kernel_size", List.of(2, 2)), "a list for a tuple");
        assertEquals(ListExpr.tuple(1), set("keras.layers.PReLU", "shared_axes", 1), "one for a list");
    }

    @Test
    void values_of_another_type_are_refused() {
        refused("Dense: units must be a whole number, got 1.5", () -> dense("units", 1.5));
        refused("Dense: units must be a whole number, got null", () -> dense("units", null));
        refused(
                "Dense: units must be a whole number, got input_shape",
                () -> dense("units", DataPlaceholder.INPUT_SHAPE));
        refused("Dense: use_bias must be true or false, got 1", () -> dense("use_bias", 1));
        refused("Dense: lora_alpha must be a number, got \"1\"", () -> dense("lora_alpha", "1"));
        refused("Dense: dtype must be text, got 32", () -> dense("dtype", 32));
        refused(
                "Dense: activation must be an activation or a layer, got \"rellu\"; did you mean relu?",
                () -> dense("activation", "rellu"));
        refused(
                "Dense: kernel_initializer must be an initializer, got Huber()",
                () -> dense("kernel_initializer", Call.of("keras.losses.Huber")));
        refused(
                "Dense: activation must be an activation or a layer, got relu()",
                () -> dense("activation", Call.of("keras.activations.relu")));
        refused(
                "Lambda: function must be a CustomObject, which is a function in Python, got \"len\"",
                () -> set("keras.layers.Lambda", "function", "len"));
        refused(
                "Lambda: arguments must be a map from text to literals, lists and maps, got {\"a\": Huber()}",
                () -> set("keras.layers.Lambda", "arguments", Map.of("a", Call.of("keras.losses.Huber"))));
        refused(
                "BatchNormalization: renorm_clipping must be a map from text to numbers, got {1: 1.0}",
                () -> set("keras.layers.BatchNormalization", "renorm_clipping", Map.of(1, 1.0)));
        refused(
                "Cropping2D: cropping must be a whole number or a list of whole numbers or a list of lists of whole"
                        + " numbers, got [[1, 2], 3.5]",
                () -> set("keras.layers.Cropping2D", "cropping", List.of(List.of(1, 2), 3.5)));
        refused(
                "Conv2D: kernel_size must be a whole number or a list of whole numbers, got [1.5]",
                () -> set("keras.layers.Conv2D", "kernel_size", List.of(1.5)));
        refused(
                "Conv2D: padding must be one of valid, same, got \"sam\"; did you mean same?",
                () -> set("keras.layers.Conv2D", "padding", "sam"));
        refused(
                "LSTM: use_cudnn must be auto or true or false, got \"x\"",
                () -> set("keras.layers.LSTM", "use_cudnn", "x"));
        refused(
                "fit: class_weight must be a map from class to weight, got {\"a\": \"b\"}",
                () -> set("keras.Model.fit", "class_weight", Map.of("a", "b")));
        refused(
                "compile: metrics must be a list of metrics, got [\"mae\", \"acuracy\"]; did you mean accuracy?",
                () -> set("keras.Model.compile", "metrics", List.of("mae", "acuracy")));
    }

    @Test
    void numbers_out_of_range_are_refused_wherever_they_stand() {
        refused("Dense: units must be at least 1, got 0", () -> dense("units", 0));
        refused("Dense: lora_alpha must be finite, got NaN", () -> dense("lora_alpha", Double.NaN));
        refused(
                "Conv2D: strides must be at least 1, got 0",
                () -> set("keras.layers.Conv2D", "strides", List.of(1, 0)));
        refused(
                "L2: l2 must be at least 0, got -1.0",
                () -> dense(
                        "kernel_regularizer", Call.of("keras.regularizers.L2").with("l2", Expr.of(-1.0))));
    }

    @Test
    void a_call_that_lacks_an_argument_is_refused() {
        refused("Dense: units must be given, got nothing", () -> CHECK.call(Call.of("keras.layers.Dense")));
        refused(
                "Conv2D: kernel_size must be given, got filters",
                () -> CHECK.call(Call.of("keras.layers.Conv2D").with("filters", Expr.of(1))));
    }

    @Test
    void a_nested_call_is_checked_too() {
        refused(
                "catalogue: symbol must be one that Keras 3.15.1 has, got os.system",
                () -> dense("kernel_initializer", Call.of("os.system")));
    }
}
