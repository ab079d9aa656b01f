package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.gaussianNoise;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import keras4j.archive.Signer;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.fitted.ModelStore;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.PythonTrial;
import keras4j.internal.session.Session;
import keras4j.internal.workflow.DataPreparation;
import keras4j.session.ProgressListener;
import keras4j.spec.Spec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Tests of models that Keras can't serialise: they live as long as their session and give the reason. */
@Tag("once")
class UnserializableIT {
    private static final Spec NOISY = regressor(
                    "noisy", input(), block("hidden", gaussianNoise(0.1), dense(4)), output())
            .seed(1);
    private static final String REASON = "RuntimeError: this noise has no configuration";
    private static final String NO_BYTES =
            "Fitted noisy: there are no bytes of the model, because Keras could not serialise it (" + REASON + ")";

    /** From now on GaussianNoise can't say its configuration, without which Keras can't save it. */
    private static final String FORGET = """
            import keras

            def get_config(self):
                raise RuntimeError("this noise has no configuration")

            get_config.real = keras.layers.GaussianNoise.get_config
            keras.layers.GaussianNoise.get_config = get_config
            """;

    private static final String REMEMBER = """
            import keras

            keras.layers.GaussianNoise.get_config = keras.layers.GaussianNoise.get_config.real
            """;

    private final Keras keras = Keras.open();

    @BeforeEach
    void the_layer_forgets_its_configuration() {
        PythonTrial.run(FORGET);
    }

    @AfterEach
    void the_layer_remembers() {
        PythonTrial.run(REMEMBER);
        keras.close();
    }

    private Fitted fitted() {
        return keras.fit(NOISY, SessionFixtures.x(), SessionFixtures.y());
    }

    @Test
    void the_fit_succeeds_with_a_warning_that_gives_the_reason() {
        PrintStream before = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        Fitted fitted;
        try {
            fitted = fitted();
        } finally {
            System.setErr(before);
        }
        assertEquals(Optional.of(REASON), fitted.serializationFailure());
        assertEquals("Fitted noisy: 1 epochs, no bytes", fitted.toString());
        String warning = "WARN keras4j - Fitted noisy: Keras could not serialise the model (" + REASON
                + "). It predicts as long as this session lives, but it can't be saved, sent or restored.";
        assertTrue(heard.toString(StandardCharsets.UTF_8).contains(warning), heard.toString(StandardCharsets.UTF_8));
    }

    private static final String OWN = """
            import keras

            class Calls(keras.layers.Layer):
                def __init__(self, function=None, **kwargs):
                    super().__init__(**kwargs)
                    self.function = lambda x: 2 * x

                def call(self, x):
                    return self.function(x)

                def get_config(self):
                    return {**super().get_config(), "function": self.function}

            class Helper:
                pass

            class Known(Helper):
                def get_config(self):
                    return {}

            class Uses(keras.layers.Layer):
                def __init__(self, known=False, **kwargs):
                    super().__init__(**kwargs)
                    self.helper = Known() if known else Helper()

                def call(self, x):
                    return x

                def get_config(self):
                    return {**super().get_config(), "helper": self.helper}
            """;

    private String whyNoBytes(CustomObject layer) {
        Fitted fitted = keras.fit(
                regressor("own", input(), block("hidden", layer(layer)), output())
                        .seed(1),
                SessionFixtures.x(),
                SessionFixtures.y());
        assertEquals(1, keras.predict(fitted, SessionFixtures.rows()[0]).length, "it predicts");
        assertThrows(IllegalStateException.class, fitted::toBytes);
        return fitted.serializationFailure().orElseThrow();
    }

    @Test
    void a_lambda_is_not_kept() {
        assertEquals(
                "what it writes can't be loaded: model, layer hidden: must not contain code, got __lambda__, which runs code from the"
                        + " file",
                whyNoBytes(CustomObject.of("Calls", OWN)));
    }

    @Test
    void what_uses_an_object_that_keras_can_not_write_is_not_kept() {
        String why = whyNoBytes(CustomObject.of("Uses", OWN));
        assertTrue(why.startsWith("TypeError: Cannot serialize object <") && why.contains(".Helper"), why);
    }

    @Test
    void what_uses_an_object_of_a_class_that_nobody_registered_is_not_kept() {
        assertEquals(
                "what it writes can't be loaded: model, layer hidden: class must be one that Keras 3.15.1 has, or a custom"
                        + " object that was given (Uses), got Known",
                whyNoBytes(CustomObject.of("Uses", OWN).with("known", true))
                        .replaceFirst("keras4j_custom_\\w+\\.", ""));
    }

    @Test
    void it_can_not_be_saved_sent_or_written(@TempDir Path folder) throws Exception {
        Fitted fitted = fitted();
        assertEquals(
                NO_BYTES,
                assertThrows(IllegalStateException.class, fitted::kerasBytes).getMessage());
        assertEquals(
                NO_BYTES,
                assertThrows(IllegalStateException.class, fitted::toBytes).getMessage());
        List<Executable> others = List.of(
                fitted::slim,
                () -> ModelStore.at(folder).publish(fitted),
                () -> keras.withSamples(fitted, SessionFixtures.x()),
                () -> fitted.sign(Signer.of(new SecretKeySpec(new byte[32], "HmacSHA256"))));
        for (Executable other : others) {
            assertEquals(
                    NO_BYTES, assertThrows(IllegalStateException.class, other).getMessage());
        }
        Path file = folder.resolve("noisy.keras4j");
        assertEquals(
                NO_BYTES,
                assertThrows(IllegalStateException.class, () -> fitted.save(file))
                        .getMessage());
        assertEquals(false, file.toFile().exists());
        assertEquals(
                NO_BYTES,
                assertThrows(IllegalStateException.class, () -> JavaStream.of(fitted))
                        .getMessage());
    }

    @Test
    void it_predicts_and_is_never_evicted() {
        Session tight = new Session(keras.session().python(), 1);
        Fitted fitted = fitted(tight, NOISY);
        float[] row = SessionFixtures.rows()[0];
        float[] expected = tight.predict(PublicFaces.open(fitted, FittedModel.class), row, Deadline.NONE);
        for (long seed = 1; seed <= 3; seed++) {
            fitted(tight, SessionFixtures.tiny(seed));
        }
        assertEquals(2, tight.models().count(), "this one and the last");
        assertArrayEquals(expected, tight.predict(PublicFaces.open(fitted, FittedModel.class), row, Deadline.NONE));
        assertEquals(0, tight.restorations());
        tight.close();
    }

    private static Fitted fitted(Session session, Spec spec) {
        Examples examples = Examples.of(SessionFixtures.x(), SessionFixtures.y());
        return PublicFaces.close(
                Fitted.class,
                session.fit(
                        spec,
                        DataPreparation.of(Schema.of(examples)),
                        examples,
                        null,
                        new ProgressListener() {},
                        Deadline.NONE));
    }

    @Test
    void without_its_live_model_it_fails_with_the_reason() {
        Fitted fitted = fitted();
        try (Keras other = Keras.open()) {
            assertEquals(
                    NO_BYTES,
                    assertThrows(IllegalStateException.class, () -> other.predict(fitted, SessionFixtures.x()))
                            .getMessage());
        }
        keras.release(fitted);
        assertEquals(
                NO_BYTES,
                assertThrows(IllegalStateException.class, () -> keras.predict(fitted, SessionFixtures.x()))
                        .getMessage());
    }

    @Test
    void its_live_model_goes_with_the_fitted_value() {
        int before = SessionFixtures.live(keras);
        predictAndForget();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return keras.session().models().count() == 0 && SessionFixtures.live(keras) == before;
        });
    }

    private void predictAndForget() {
        Fitted fitted = fitted();
        keras.session().predict(PublicFaces.open(fitted, FittedModel.class), SessionFixtures.rows()[0], Deadline.NONE);
        assertEquals(1, keras.session().models().count());
    }
}
