package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import keras4j.data.Examples;
import keras4j.python.Deadline;
import keras4j.python.Python.Work;
import keras4j.python.Request;
import keras4j.python.Trial;
import keras4j.python.Watch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of a live model in Python, the same calls give the same numbers, and nobody notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvalidationIT {
    private final Keras keras = Keras.open();
    private final Fitted fitted = Scenes.fitted(keras, 1);
    private final float[] expected = Scenes.alone(keras, fitted);
    private final double loss = loss();
    private int right;

    private double loss() {
        return keras.evaluate(fitted, Examples.of(Scenes.x(), Scenes.y())).loss();
    }

    /** Keras has some of its settings per thread. */
    private void onTheLaneThatPredicts(String source) {
        Trial.run("result = None");
        Request request = new Request("trial", Request.empty().put("source", source), List.of(), "trial");
        keras.session().python().call(Work.PREDICTION, request, Watch.NONE, Deadline.NONE);
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
        Figure.INVALIDATIONS.is(right);
    }

    @ParameterizedTest
    @EnumSource
    void predictions_and_scores_are_the_same_to_the_bit(Invalidation way) {
        for (int time = 0; time < Figure.INVALIDATIONS.count() / Invalidation.values().length; time++) {
            keras.release(fitted);
            assertArrayEquals(expected, Scenes.alone(keras, fitted));
            onTheLaneThatPredicts(way.source());
            assertArrayEquals(expected, Scenes.alone(keras, fitted), way + " in predictions");
            assertEquals(loss, loss(), way + " in evaluation");
            assertArrayEquals(expected, Scenes.alone(keras, fitted), way + " afterwards");
            keras_is_as_before();
            right++;
        }
    }
}
