package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import keras4j.fitted.Fitted;
import keras4j.fitted.Golden;
import keras4j.prediction.Intervals;
import keras4j.prediction.Predictions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests of the predictions of the archives of formats 1 and 2, which stay readable forever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenIT {
    private static final float CLOSE = 1e-5f;

    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    @Test
    void the_first_format_predicts_its_numbers() throws IOException {
        Fitted fitted = Golden.fitted();
        for (float[] row : Golden.rows()) {
            assertEquals(Golden.output(row), keras.predict(fitted, Golden.input(row))[0], CLOSE);
        }
    }

    @Test
    void a_recipe_a_posterior_and_samples_of_the_first_format_give_their_numbers() throws IOException {
        Fitted fitted = Fitted.ofBytes(Golden.bytes("titanic"));
        Predictions predictions = keras.predict(fitted, Golden.passengers());
        assertArrayEquals(Golden.numbers("titanic"), predictions.tensor().toFloats(), CLOSE);
        assertTrue(keras.verify(fitted) < CLOSE);
        Intervals intervals = keras.intervals(fitted, Golden.passengers());
        assertEquals(8, intervals.rows());
    }

    @Test
    void a_layer_of_its_own_in_the_first_format_gives_its_numbers_once_it_is_trusted() throws IOException {
        Fitted fitted = Fitted.ofBytes(Golden.bytes("own"));
        Keras trusting = keras.trusting(fitted.customObjects());
        assertArrayEquals(
                Golden.numbers("own"),
                trusting.predict(fitted, SessionFixtures.x()).floats(),
                CLOSE);
    }

    @Test
    void rows_of_any_length_of_the_second_format_give_their_numbers() throws IOException {
        Fitted fitted = Fitted.ofBytes(Golden.varying());
        assertArrayEquals(
                Golden.varyingNumbers(),
                keras.predict(fitted, Golden.sequences()).tensor().toFloats(),
                CLOSE);
    }

    @Test
    void states_that_other_layers_take_of_the_second_format_give_their_numbers() throws IOException {
        Fitted fitted = Fitted.ofBytes(Golden.states());
        assertArrayEquals(
                Golden.statesNumbers(),
                keras.predict(fitted, Golden.steps()).tensor().toFloats(),
                CLOSE);
    }

    @Test
    void signed_conformal_intervals_of_the_first_format_give_their_numbers() throws IOException {
        assertArrayEquals(Golden.numbers("conformal"), Golden.lower(keras, Golden.conformal()), 1e-3f);
    }
}
