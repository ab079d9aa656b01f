package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.fineTuning;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.lambda;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keras4j.archive.ArchiveException;
import keras4j.callback.Callback;
import keras4j.callback.Callbacks;
import keras4j.data.Examples;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.layer.Layers;
import keras4j.metric.Metrics;
import keras4j.python.PythonException;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of custom functions in schedules, callbacks, layers and metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionsIT {
    private static final String SOURCE = """
            import keras


            def halved(epoch, rate):
                return rate / 2 if epoch else rate


            def noted(epoch, logs):
                logs["twice"] = 2.0 * epoch


            def failing(batch, logs):
                raise ValueError("batch " + str(batch))


            def shifted(x, by=1.0):
                return x + by


            def largest(y_true, y_pred):
                return keras.ops.abs(y_true - y_pred)


            def tripled(inputs):
                return 3.0 * inputs
            """;
    private static final CustomObject SHIFTED = function("shifted");
    private static final Examples ROWS = Examples.of(SessionFixtures.x(), SessionFixtures.y());

    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    private static CustomObject function(String name) {
        return CustomObject.of(name, SOURCE);
    }

    private static Spec tiny(Callback callback) {
        return SessionFixtures.tiny(1).epochs(3).learnRate(0.5).callbacks(callback);
    }

    private static Spec shifting() {
        return regressor(
                        "shifting",
                        input(),
                        block("by", lambda(SHIFTED).arguments(Map.of("by", 2.0))),
                        output(dense(1)))
                .seed(1);
    }

    @Test
    @Tag("once")
    void a_learning_rate_scheduler_sets_the_rate_of_each_epoch() {
        Fitted fitted = keras.fit(
                tiny(Callbacks.learningRateScheduler(function("halved"))), SessionFixtures.x(), SessionFixtures.y());
        assertEquals(List.of(0.5, 0.25, 0.125), fitted.history().asMap().get("learning_rate"));
        assertTrue(
                fitted.program().source().contains("keras.callbacks.LearningRateScheduler(halved)"),
                fitted.program().source());
    }

    @Test
    void a_lambda_callback_hears_epochs_and_what_it_raises_ends_the_fit() {
        Fitted fitted = keras.fit(
                tiny(Callbacks.lambdaCallback().onEpochEnd(function("noted"))),
                SessionFixtures.x(),
                SessionFixtures.y());
        assertEquals(List.of(0.0, 2.0, 4.0), fitted.history().asMap().get("twice"));
        Spec failing = tiny(Callbacks.lambdaCallback().onTrainBatchEnd(function("failing")));
        PythonException raised =
                assertThrows(PythonException.class, () -> keras.fit(failing, SessionFixtures.x(), SessionFixtures.y()));
        assertEquals("ValueError: batch 0", raised.type() + ": " + raised.text());
    }

    @Test
    void a_lambda_layer_is_fitted_kept_restored_and_trained_further(@TempDir Path folder) throws Exception {
        Fitted fitted = keras.fit(shifting(), SessionFixtures.x(), SessionFixtures.y());
        assertTrue(
                fitted.program()
                        .source()
                        .contains("keras.layers.Lambda(shifted, arguments={\"by\": 2.0}, name=\"by\")"),
                fitted.program().source());
        float[] expected = SessionFixtures.alone(keras, fitted);
        keras.release(fitted);
        assertArrayEquals(expected, SessionFixtures.alone(keras, Fitted.ofBytes(fitted.toBytes())));
        OtherJvm.Consented other = OtherJvm.predictsWithConsent(fitted, keras.backend(), folder);
        assertArrayEquals(expected, other.predictions());
        assertTrue(other.refusal().startsWith("java.lang.SecurityException: "), other::refusal);
        Fitted later = keras.fit(fineTuning("later").seed(2), fitted, ROWS);
        assertEquals(List.of(SHIFTED), later.customObjects());
    }

    @Test
    @Tag("once")
    void a_file_with_a_lambda_layer_is_read_when_its_function_is_given() {
        Fitted fitted = keras.fit(shifting(), SessionFixtures.x(), SessionFixtures.y());
        assertEquals(
                "KerasFile bytes, layer by: function must be one that Keras 3.15.1 has, or a custom object that was given,"
                        + " got builtins.shifted; your own are given with CustomObject.of(name, source) behind the file",
                assertThrows(ArchiveException.class, () -> KerasFile.of(fitted.kerasBytes()))
                        .getMessage());
        Fitted read = keras.load(KerasFile.of(fitted.kerasBytes(), SHIFTED));
        assertArrayEquals(SessionFixtures.alone(keras, fitted), SessionFixtures.alone(keras, read));
    }

    @Test
    @Tag("once")
    void a_function_is_a_metric_by_its_mean() {
        Spec spec = SessionFixtures.tiny(1)
                .metrics(Metrics.meanMetricWrapper(function("largest")).name("off"));
        Fitted fitted = keras.fit(spec, SessionFixtures.x(), SessionFixtures.y());
        Spec usual = SessionFixtures.tiny(1).metrics(Metrics.meanAbsoluteError().name("off"));
        Fitted same = keras.fit(usual, SessionFixtures.x(), SessionFixtures.y());
        assertEquals(same.history().asMap().get("off"), fitted.history().asMap().get("off"));
        keras.release(fitted);
        assertEquals(
                keras.evaluate(same, ROWS).metric("off"),
                keras.evaluate(fitted, ROWS).metric("off"));
    }

    @Test
    @Tag("jax")
    void a_function_on_jax_arrays_is_a_layer() {
        Spec spec = regressor("jax", input(), block("three", Layers.jaxLayer(function("tripled"))), output())
                .seed(1);
        Fitted fitted = keras.fit(spec, SessionFixtures.x(), SessionFixtures.y());
        float[] expected = SessionFixtures.alone(keras, fitted);
        keras.release(fitted);
        assertArrayEquals(expected, SessionFixtures.alone(keras, fitted));
    }

    @Test
    @Tag("tensorflow")
    void on_tensorflow_a_layer_of_jax_says_what_it_needs() {
        Spec spec = regressor("jax", input(), block("three", Layers.jaxLayer(function("tripled"))), output())
                .seed(1);
        String text = assertThrows(
                        PythonException.class, () -> keras.fit(spec, SessionFixtures.x(), SessionFixtures.y()))
                .text();
        assertTrue(text.endsWith("keras.layers.JaxLayer needs JAX, which the TensorFlow environment lacks"), text);
    }
}
