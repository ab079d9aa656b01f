package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import keras4j.data.Examples;
import keras4j.fitted.Fitted;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.python.PythonTrial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that damage to a live model in Python changes no result and is not visible to the caller. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvalidationIT {
    private final Keras keras = Keras.open();
    private final Fitted fitted = SessionFixtures.fitted(keras, 1);
    private final float[] expected = SessionFixtures.alone(keras, fitted);
    private final double loss = loss();
    private int right;

    private double loss() {
        return keras.evaluate(fitted, Examples.of(SessionFixtures.x(), SessionFixtures.y()))
                .loss();
    }

    /** Keras has some of its settings per thread. */
    private void onTheLaneThatPredicts(String source) {
        PythonTrial.run("result = None");
        PythonRequest request =
                new PythonRequest("trial", PythonRequest.empty().put("source", source), List.of(), "trial");
        keras.session().python().call(Work.PREDICTION, request, CallListener.NONE, Deadline.NONE);
    }

    @AfterEach
    void keras_is_as_before() {
        onTheLaneThatPredicts("""
                import keras
                from keras.src.backend.common import global_state

                global_state.set_global_attribute("safe_mode_saving", None)
                keras.config.set_floatx("float32")
                keras.config.set_epsilon(1e-7)
                keras.config.set_dtype_policy("float32")
                """);
    }

    @AfterAll
    void all_of_them_were_mended() {
        keras.close();
        ReliabilityFigure.INVALIDATIONS.is(right);
    }

    @ParameterizedTest
    @EnumSource
    void predictions_and_scores_are_the_same_to_the_bit(Invalidation way) {
        for (int time = 0; time < ReliabilityFigure.INVALIDATIONS.count() / Invalidation.values().length; time++) {
            keras.release(fitted);
            assertArrayEquals(expected, SessionFixtures.alone(keras, fitted));
            onTheLaneThatPredicts(way.source());
            assertArrayEquals(expected, SessionFixtures.alone(keras, fitted), way + " in predictions");
            assertEquals(loss, loss(), way + " in evaluation");
            assertArrayEquals(expected, SessionFixtures.alone(keras, fitted), way + " afterwards");
            keras_is_as_before();
            right++;
        }
    }
}
