package keras4j.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    private static final String CATALOGUE = """
            {"keras": "3", "names": {"activation": ["relu"]}, "entries": [
            {"symbol": "keras.layers.Toy", "kind": "layer", "summary": "A toy.", "page": "https://keras.io/", "takes": "(batch, steps)", "arguments": [
              {"name": "rate", "required": true, "types": ["double"], "range": "[0, 1]"},
              {"name": "axis", "default": -1, "types": ["int", "int*"]},
              {"name": "mode", "default": "sum", "types": ["choice", "none"], "choices": ["sum", "mean"]},
              {"name": "sizes", "default": [1, 2], "types": ["int**", "shape", "double{}"]},
              {"name": "default", "default": null, "types": ["activation"]},
              {"name": "thing", "default": null, "types": ["callable"]}]},
            {"symbol": "keras.layers.Other", "kind": "layer", "summary": "Another.", "page": "p", "arguments": [
              {"name": "mode", "default": null, "types": ["choice"], "choices": ["sum", "mean"]}]},
            {"symbol": "keras.layers.Third", "kind": "layer", "summary": "A third.", "page": "p", "arguments": [
              {"name": "mode", "default": null, "types": ["choice"], "choices": ["left"]}]},
            {"symbol": "keras.layers.Foreign", "kind": "layer", "summary": "It needs an object.", "page": "p", "arguments": [
              {"name": "module", "required": true, "types": ["object"]}]}
            ]}
            """;

    private static String generated(Path folder, String file) throws IOException {
        Path catalogue = folder.resolve("catalogue.json");
        Files.writeString(catalogue, CATALOGUE);
        Generator.main(new String[] {catalogue.toString(), folder.resolve("out").toString()});
        return Files.readString(folder.resolve("out/keras4j").resolve(file));
    }

    @Test
    void a_class_has_a_wither_for_each_form_of_each_argument(@TempDir Path folder) throws IOException {
        assertEquals("""
                package keras4j.layer;

                import java.util.Map;
                import keras4j.activation.Activation;
                import keras4j.expr.Call;
                import keras4j.expr.CustomObject;
                import keras4j.expr.ListExpr;
                import keras4j.expr.Literal;
                import keras4j.expr.Signature;
                import keras4j.expr.Value;
                import keras4j.internal.text.Preconditions;
                import org.jspecify.annotations.Nullable;

                /**
                 * A toy.
                 *
                 * <p>Its inputs are {@code (batch, steps)}.
                 *
                 * @see <a href="https://keras.io/">keras.layers.Toy</a>
                 */
                public final class Toy extends Layer {
                    private static final Toy NEW = new Toy(Call.of("keras.layers.Toy"));

                    private static final Signature SIGNATURE = Signature.of("keras.layers.Toy",
                            "rate [0, 1]",
                            "axis",
                            "mode",
                            "sizes",
                            "default",
                            "thing");

                    private Toy(Call call) {
                        super(call);
                    }

                    /**
                     * {@return a new {@link Toy}}
                     *
                     * @param rate a number in [0, 1]
                     */
                    public static Toy of(double rate) {
                        return NEW.rate(rate);
                    }

                    /**
                     * {@return a new {@link Toy}}
                     *
                     * @param rate a hyperparameter, whose value is chosen later
                     */
                    public static Toy of(Value<Double> rate) {
                        return NEW.rate(rate);
                    }

                    /**
                     * {@return a copy with {@code rate} set}
                     *
                     * @param rate a number in [0, 1]; required
                     */
                    public Toy rate(double rate) {
                        return set("rate", rate);
                    }

                    /**
                     * {@return a copy with {@code rate} set}
                     *
                     * @param rate a hyperparameter, whose value is chosen later
                     */
                    public Toy rate(Value<Double> rate) {
                        return set("rate", rate);
                    }

                    /**
                     * {@return a copy with {@code axis} set}
                     *
                     * @param axis an integer; Keras' default is {@code -1}
                     */
                    public Toy axis(int axis) {
                        return set("axis", axis);
                    }

                    /**
                     * {@return a copy with {@code axis} set}
                     *
                     * @param axis a hyperparameter, whose value is chosen later
                     */
                    public Toy axis(Value<Integer> axis) {
                        return set("axis", axis);
                    }

                    /**
                     * {@return a copy with {@code axis} set}
                     *
                     * @param axis integers; Keras' default is {@code -1}
                     */
                    public Toy axis(int... axis) {
                        return set("axis", ListExpr.tuple(Preconditions.notNull("Toy", "axis", axis)));
                    }

                    /**
                     * {@return a copy with {@code mode} set}
                     *
                     * @param mode one of {@code sum}, {@code mean}; Keras' default is {@code "sum"}
                     */
                    public Toy mode(Mode mode) {
                        return set("mode", mode);
                    }

                    /**
                     * {@return a copy with {@code mode} set}
                     *
                     * @param mode a hyperparameter, whose value is chosen later
                     */
                    public Toy mode(Value<Mode> mode) {
                        return set("mode", mode);
                    }

                    /**
                     * {@return a copy with {@code mode} set to Python's {@code None}, which is not Keras' default}
                     */
                    public Toy noMode() {
                        return set("mode", Literal.NONE);
                    }

                    /**
                     * {@return a copy with {@code sizes} set}
                     *
                     * @param sizes rows of integers; Keras' default is {@code (1, 2)}
                     */
                    public Toy sizes(int[]... sizes) {
                        return set("sizes", ListExpr.tuple(Preconditions.notNull("Toy", "sizes", sizes)));
                    }

                    /**
                     * {@return a copy with {@code sizes} set}
                     *
                     * @param sizes dimensions, null for any size; Keras' default is {@code (1, 2)}
                     */
                    public Toy sizes(@Nullable Integer... sizes) {
                        return set("sizes", ListExpr.shape(Preconditions.notNull("Toy", "sizes", sizes)));
                    }

                    /**
                     * {@return a copy with {@code sizes} set}
                     *
                     * @param sizes a map with strings as keys; Keras' default is {@code (1, 2)}
                     */
                    public Toy sizes(Map<String, Double> sizes) {
                        return set("sizes", sizes);
                    }

                    /**
                     * {@return a copy with {@code default} set}
                     *
                     * @param default_ an activation; Keras' default is {@code None}
                     */
                    public Toy default_(Activation default_) {
                        return set("default", default_);
                    }

                    /**
                     * {@return a copy with {@code default} set}
                     *
                     * @param default_ a hyperparameter, whose value is chosen later
                     */
                    public Toy default_(Value<? extends Activation> default_) {
                        return set("default", default_);
                    }

                    /**
                     * {@return a copy with {@code thing} set}
                     *
                     * @param thing a custom function; Keras' default is {@code None}
                     */
                    public Toy thing(CustomObject thing) {
                        return set("thing", thing);
                    }

                    /**
                     * {@return a copy with {@code thing} set}
                     *
                     * @param thing a hyperparameter, whose value is chosen later
                     */
                    public Toy thing(Value<CustomObject> thing) {
                        return set("thing", thing);
                    }

                    private Toy set(String name, Object value) {
                        return new Toy(SIGNATURE.with(expr(), name, value));
                    }
                }
                """, generated(folder, "layer/Toy.java"));
    }

    @Test
    void a_factory_takes_what_is_required_as_a_value_or_open(@TempDir Path folder) throws IOException {
        String layers = generated(folder, "layer/Layers.java");
        assertTrue(layers.contains("""
                    /**
                     * {@return a new {@link Toy}} A toy. Its inputs are {@code (batch, steps)}.
                     *
                     * @param rate a number in [0, 1]
                     */
                    public static Toy toy(double rate) {
                        return Toy.of(rate);
                """));
        assertTrue(layers.contains("public static Toy toy(Value<Double> rate) {\n        return Toy.of(rate);"));
    }

    @Test
    void what_needs_an_object_of_another_package_is_not_made(@TempDir Path folder) throws IOException {
        assertFalse(generated(folder, "layer/Layers.java").contains("Foreign"));
    }

    @Test
    void another_set_of_names_has_the_name_of_its_class_before_it(@TempDir Path folder) throws IOException {
        assertTrue(generated(folder, "layer/Third.java").contains("public Third mode(ThirdMode mode)"));
        assertTrue(generated(folder, "layer/Other.java").contains("public Other mode(Mode mode)"));
        assertTrue(generated(folder, "layer/ThirdMode.java").contains("LEFT(\"left\")"));
    }

    @Test
    void a_choice_is_an_enum_and_an_activation_a_constant(@TempDir Path folder) throws IOException {
        assertTrue(generated(folder, "layer/Mode.java").contains("SUM(\"sum\")"));
        assertTrue(generated(folder, "activation/Activation.java")
                .contains("public static final Activation RELU = new Activation(\"relu\");"));
    }

    @Test
    void each_package_is_null_marked(@TempDir Path folder) throws IOException {
        assertTrue(generated(folder, "layer/package-info.java").contains("@NullMarked\npackage keras4j.layer;"));
        assertTrue(
                generated(folder, "activation/package-info.java").contains("@NullMarked\npackage keras4j.activation;"));
    }

    @Test
    void an_unchanged_file_is_not_written_again(@TempDir Path folder) throws IOException {
        generated(folder, "layer/Toy.java");
        Path toy = folder.resolve("out/keras4j/layer/Toy.java");
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(toy, before);
        generated(folder, "layer/Toy.java");
        assertEquals(before, Files.getLastModifiedTime(toy));
    }

    @Test
    void what_an_earlier_catalogue_had_is_deleted(@TempDir Path folder) throws IOException {
        generated(folder, "layer/Toy.java");
        Path old = Files.createFile(folder.resolve("out/keras4j/layer/Old.java"));
        generated(folder, "layer/Toy.java");
        assertFalse(Files.exists(old));
    }
}
