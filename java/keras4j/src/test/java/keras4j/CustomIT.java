package keras4j;

import static keras4j.Models.activation;
import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.fineTuning;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.dense;
import static keras4j.measure.Measure.RMSE;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import keras4j.data.Datasets;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.python.PythonException;
import keras4j.spec.Spec;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of custom layers, activations, losses, metrics and optimizers: fitted, saved, restored, trusted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomIT {
    private static final String LAYERS = """
            import keras


            class Scale(keras.layers.Layer):
                def __init__(self, factor=1.0, **others):
                    super().__init__(**others)
                    self.factor = factor

                def call(self, x):
                    return x * self.factor

                def get_config(self):
                    return {**super().get_config(), "factor": self.factor}


            def wave(x):
                return keras.ops.sin(x)
            """;
    private static final String LEARNING = """
            import keras


            class Tilted(keras.losses.Loss):
                def __init__(self, tilt=0.5, **others):
                    super().__init__(**others)
                    self.tilt = tilt

                def call(self, y_true, y_pred):
                    error = y_true - y_pred
                    return keras.ops.maximum(self.tilt * error, (self.tilt - 1) * error)

                def get_config(self):
                    return {**super().get_config(), "tilt": self.tilt}


            def largest(y_true, y_pred):
                return keras.ops.max(keras.ops.abs(y_true - y_pred))


            class Slow(keras.optimizers.SGD):
                pass
            """;

    private final CustomObject scale = CustomObject.of("Scale", LAYERS);
    private final CustomObject wave = CustomObject.of("wave", LAYERS);
    private final CustomObject tilted = CustomObject.of("Tilted", LEARNING);
    private final CustomObject largest = CustomObject.of("largest", LEARNING);
    private final CustomObject slow = CustomObject.of("Slow", LEARNING);
    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    private Spec spec() {
        return regressor(
                        "own",
                        input(),
                        block(
                                "hidden",
                                dense(4).activation(activation(wave)),
                                layer(scale).with("factor", arg("by", 2.0))),
                        output())
                .loss(tilted.with("tilt", 0.25))
                .metrics(largest)
                .optimizer(slow)
                .learnRate(0.05)
                .epochs(2)
                .seed(1);
    }

    @Test
    void every_kind_is_fitted_and_evaluated() {
        Fitted own = keras.fit(spec().with("hidden_by", 3.0), SessionFixtures.x(), SessionFixtures.y());
        assertTrue(own.history().names().contains("largest"), own.history().toString());
        assertTrue(
                own.program().source().contains("Scale(factor=3.0, name=\"hidden.scale\")"),
                own.program().source());
        assertTrue(
                own.program().source().contains("optimizer=Slow(learning_rate=0.05)"),
                own.program().source());
        assertTrue(own.program().source().startsWith(LAYERS), own.program().source());
        assertEquals(
                List.of("wave", "Scale", "Slow", "Tilted", "largest"),
                own.customObjects().stream().map(CustomObject::name).toList());
    }

    @Test
    void the_program_is_the_same_in_plain_python_to_the_bit(@TempDir Path folder) throws Exception {
        Fitted own = keras.fit(spec(), SessionFixtures.x(), SessionFixtures.y());
        Path plain = PlainPython.folder(folder, "own", own, SessionFixtures.x());
        PlainPython.program(plain, own, SessionFixtures.x(), SessionFixtures.numbers(2, SessionFixtures.ROWS, 1));
        PlainPython.run(List.of(plain));
        assertEquals(0, PlainPython.answer(plain).get("differing").size());
        assertArrayEquals(
                PlainPython.predictions(plain),
                keras.predict(own, SessionFixtures.x()).floats(),
                1e-6f);
    }

    @Test
    void two_versions_of_one_layer_live_side_by_side() {
        String other = LAYERS.replace("x * self.factor", "x - self.factor");
        Fitted one = keras.fit(spec(), SessionFixtures.x(), SessionFixtures.y());
        Spec changed = regressor("other", input(), block("hidden", layer(CustomObject.of("Scale", other))), output())
                .seed(1);
        Fitted two = keras.fit(changed, SessionFixtures.x(), SessionFixtures.y());
        float[] first = SessionFixtures.alone(keras, one);
        float[] second = SessionFixtures.alone(keras, two);
        keras.release(one);
        keras.release(two);
        assertArrayEquals(second, SessionFixtures.alone(keras, two));
        assertArrayEquals(first, SessionFixtures.alone(keras, one));
    }

    @Test
    @Tag("once")
    void another_jvm_runs_it_only_with_consent(@TempDir Path folder) throws Exception {
        Fitted own = keras.fit(spec(), SessionFixtures.x(), SessionFixtures.y());
        float[] expected = SessionFixtures.alone(keras, own);
        OtherJvm.Consented other = OtherJvm.predictsWithConsent(own, keras.backend(), folder);
        assertArrayEquals(expected, other.predictions());
        String words = "SecurityException: Keras: custom object wave of own (SHA-256 " + wave.sha256()
                + ") must be trusted before it runs, got Python from elsewhere; read its source(), then use"
                + " keras.trusting(fitted.customObjects())";
        assertTrue(other.refusal().contains(words), other::refusal);
    }

    @Test
    void what_this_program_never_made_needs_consent_wherever_it_came_from() throws Exception {
        String source = "def odd(x):\n    return x - 1\n";
        String json = new JsonMapper()
                .writeValueAsString(
                        regressor("read", input(), block("h", dense(2).activation(activation(wave))), output())
                                .seed(1))
                .replace("\"wave\"", "\"odd\"")
                .replace(
                        new JsonMapper().writeValueAsString(wave.source()),
                        new JsonMapper().writeValueAsString(source));
        Spec read = new JsonMapper().readValue(json, Spec.class);
        assertThrows(SecurityException.class, () -> keras.fit(read, SessionFixtures.x(), SessionFixtures.y()));
        Fitted fitted = keras.trusting(read.customObjects()).fit(read, SessionFixtures.x(), SessionFixtures.y());
        float[] row = SessionFixtures.rows()[0];
        assertThrows(SecurityException.class, () -> keras.predict(fitted, row));
        assertThrows(SecurityException.class, () -> keras.network(fitted));
        assertThrows(
                SecurityException.class,
                () -> keras.fit(
                        fineTuning("f"), fitted, keras4j.data.Examples.of(SessionFixtures.x(), SessionFixtures.y())));
        assertEquals(1, keras.trusting(fitted.customObjects()).predict(fitted, row).length);
    }

    @Test
    void it_is_trained_further_with_another_loss_of_ones_own() {
        Fitted own = keras.fit(spec(), SessionFixtures.x(), SessionFixtures.y());
        CustomObject cubed = CustomObject.of(
                "cubed",
                "import keras\n\n\ndef cubed(y_true, y_pred):\n    return keras.ops.abs(y_true - y_pred) ** 3\n");
        Fitted later = keras.fit(
                fineTuning("later").loss(cubed).learnRate(0.001).seed(2),
                own,
                keras4j.data.Examples.of(SessionFixtures.x(), SessionFixtures.y()));
        assertTrue(
                later.program().source().contains("loss=cubed"), later.program().source());
        Fitted back = Fitted.ofBytes(later.toBytes());
        assertEquals(later, back);
        keras.release(later);
        assertArrayEquals(SessionFixtures.alone(keras, later), SessionFixtures.alone(keras, back));
    }

    @Test
    @Tag("once")
    void a_layer_of_ones_own_is_tuned() {
        Workflow open =
                workflow(recipe("mpg ~ .").normalize(numericPredictors()), spec().with("hidden_by", between(1.0, 3.0)));
        Tuned tuned =
                keras.tune(Tuning.of(open, folds(2), grid(2), metrics(RMSE)).workers(1), Datasets.mtcars());
        assertEquals(List.of(), tuned.collectNotes().getColumn("note").toList(), tuned.collectNotes()::toString);
        assertEquals(2, tuned.candidates().size());
        Fitted best = keras.fitBest(open, tuned, Datasets.mtcars());
        String chosen = "Scale(factor=" + tuned.selectBest().value("hidden_by");
        assertTrue(best.program().source().contains(chosen), best.program().source());
    }

    @Test
    void an_error_in_a_source_names_its_line() {
        CustomObject broken = CustomObject.of("broken", "def broken(x):\n    return (\n");
        PythonException raised = assertThrows(
                PythonException.class, () -> keras.fit(spec().loss(broken), SessionFixtures.x(), SessionFixtures.y()));
        assertEquals("BadSource", raised.type());
        assertEquals("custom object broken, line 2: source must be Python, got '(' was never closed", raised.text());
    }

    @Test
    void an_error_in_a_layer_names_its_block() {
        CustomObject failing = CustomObject.of("Scale", LAYERS.replace("return x * self.factor", "return x.nothing"));
        Spec spec = regressor("own", input(), block("hidden", layer(failing)), output());
        PythonException raised =
                assertThrows(PythonException.class, () -> keras.fit(spec, SessionFixtures.x(), SessionFixtures.y()));
        assertEquals("hidden", raised.block().orElse("none"));
    }
}
