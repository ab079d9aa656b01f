package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.session.LiveModel;
import keras4j.internal.session.Session;
import keras4j.model.Backend;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that live models are only a cache: their loss does not change predictions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestorationIT {
    private static final int THREADS = 32;

    private final Fitted fitted;
    private final float[] expected;
    private Keras keras;

    RestorationIT() {
        keras = Keras.open();
        fitted = SessionFixtures.fitted(keras, 1);
        expected = SessionFixtures.alone(keras, fitted);
    }

    @BeforeAll
    void the_first_predictions_are_numbers() {
        for (float number : expected) {
            assertEquals(number, number + 0 * number, "finite");
        }
    }

    @BeforeEach
    void a_session_of_its_own() {
        keras.close();
        keras = Keras.open();
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private void assertSame(float[] numbers) {
        assertArrayEquals(expected, numbers, "to the bit");
    }

    @Test
    @Tag("once")
    void after_a_release_the_numbers_are_the_same_and_one_restoration_was_made() {
        assertSame(SessionFixtures.alone(keras, fitted));
        assertEquals(1, keras.session().restorations());
        keras.release(fitted);
        assertSame(SessionFixtures.alone(keras, fitted));
        assertEquals(2, keras.session().restorations());
    }

    @Test
    @Tag("once")
    void a_warm_model_is_restored_before_its_first_prediction() throws Exception {
        keras.warm(fitted).get();
        assertEquals(1, keras.session().restorations());
        assertSame(SessionFixtures.alone(keras, fitted));
        assertEquals(1, keras.session().restorations());
        keras.close();
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> keras.warm(fitted).get());
        assertEquals(
                IllegalStateException.class,
                Objects.requireNonNull(failed.getCause()).getClass());
    }

    @Test
    @Tag("once")
    void in_a_session_opened_again_the_numbers_are_the_same() {
        assertSame(SessionFixtures.alone(keras, fitted));
        keras.close();
        keras = Keras.open();
        assertSame(SessionFixtures.alone(keras, fitted));
    }

    @Test
    void another_jvm_predicts_the_same_numbers_from_javas_own_serialisation(@TempDir Path folder) throws Exception {
        OtherJvm.write(folder.resolve("fitted"), fitted);
        assertEquals(fitted, OtherJvm.read(folder.resolve("fitted")));
        assertSame(OtherJvm.predicts(fitted, keras.backend(), folder));
    }

    @Test
    void the_other_backend_predicts_the_same_numbers(@TempDir Path folder) throws Exception {
        Backend other = keras.backend() == Backend.JAX ? Backend.TENSORFLOW : Backend.JAX;
        assertArrayEquals(expected, OtherJvm.predicts(fitted, other, folder), 1e-5f);
    }

    @Test
    @Tag("once")
    void threads_that_ask_at_once_see_one_restoration() throws Exception {
        float[][] rows = SessionFixtures.rows();
        CountDownLatch start = new CountDownLatch(THREADS);
        List<Callable<Float>> calls = new ArrayList<>();
        for (int row = 0; row < THREADS; row++) {
            float[] asked = rows[row];
            calls.add(() -> {
                start.countDown();
                start.await();
                return keras.predict(fitted, asked)[0];
            });
        }
        List<Float> answers = SessionFixtures.atOnce(calls);
        for (int row = 0; row < THREADS; row++) {
            assertEquals(expected[row], answers.get(row), 1e-6f, "row " + row);
        }
        assertEquals(1, keras.session().restorations());
        assertSame(SessionFixtures.alone(keras, fitted));
    }

    @Test
    @Tag("once")
    void the_least_recently_used_model_goes_first() {
        Fitted second = SessionFixtures.fitted(keras, 2);
        Fitted third = SessionFixtures.fitted(keras, 3);
        Session two = new Session(keras.session().python(), LiveModel.size(fitted.kerasBytes().length) * 2 + 100);
        float[] row = SessionFixtures.rows()[0];
        List.of(fitted, second, fitted, third)
                .forEach(each -> two.predict(
                        PublicFaces.open(each, FittedModel.class), row, keras4j.internal.python.Deadline.NONE));
        assertEquals(3, two.restorations());
        assertEquals(2, two.models().count());
        two.predict(PublicFaces.open(fitted, FittedModel.class), row, keras4j.internal.python.Deadline.NONE);
        assertEquals(3, two.restorations(), "the first was used after the second, so it is still there");
        two.predict(PublicFaces.open(second, FittedModel.class), row, keras4j.internal.python.Deadline.NONE);
        assertEquals(4, two.restorations());
        two.close();
    }

    @Test
    @Tag("once")
    void a_model_larger_than_the_limit_is_live_until_the_next_one() {
        Fitted second = SessionFixtures.fitted(keras, 2);
        Session none = new Session(keras.session().python(), 1);
        float[] row = SessionFixtures.rows()[0];
        none.predict(PublicFaces.open(fitted, FittedModel.class), row, keras4j.internal.python.Deadline.NONE);
        none.predict(PublicFaces.open(fitted, FittedModel.class), row, keras4j.internal.python.Deadline.NONE);
        assertEquals(1, none.restorations());
        none.predict(PublicFaces.open(second, FittedModel.class), row, keras4j.internal.python.Deadline.NONE);
        assertEquals(1, none.models().count());
        none.close();
    }

    @Test
    @Tag("once")
    void closing_releases_what_python_kept() {
        int before = SessionFixtures.live(keras);
        Keras second = Keras.open();
        second.predict(fitted, SessionFixtures.x());
        SessionFixtures.fitted(second, 4);
        SessionFixtures.fitted(second, 4);
        assertEquals(before + 2, SessionFixtures.live(keras), "two equal fits are one live model");
        assertEquals(2, second.session().models().count());
        second.close();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> SessionFixtures.live(keras) == before);
    }

    @Test
    void a_closed_session_says_so() {
        Keras closed = Keras.open();
        closed.close();
        String message = "Keras: this session is closed; open another with Keras.open()";
        List<Runnable> uses = List.of(
                () -> SessionFixtures.fitted(closed, 1),
                () -> closed.predict(fitted, SessionFixtures.x()),
                () -> closed.predict(fitted, SessionFixtures.rows()[0]),
                () -> closed.evaluate(fitted, keras4j.data.Examples.of(SessionFixtures.x(), SessionFixtures.y())));
        uses.forEach(use -> assertEquals(
                message, assertThrows(IllegalStateException.class, use::run).getMessage()));
        closed.close();
    }
}
