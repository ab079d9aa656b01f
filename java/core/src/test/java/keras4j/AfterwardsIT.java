package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.python.Deadline;
import keras4j.python.PythonException;
import org.junit.jupiter.api.Test;

/** After an exception inside a call the live model is not trusted: it is dropped, and the next use restores it. */
class AfterwardsIT {
    @Test
    void an_exception_drops_the_live_model_and_the_next_call_works() {
        try (Keras keras = Keras.open()) {
            Fitted fitted = Scenes.fitted(keras, 1);
            float[] expected = Scenes.alone(keras, fitted);
            // Past the checks, straight to Python: four columns for a model of three.
            Tensor wrong = Scenes.numbers(3, 200, Scenes.COLUMNS + 1);
            Examples examples = Examples.of(wrong, Scenes.numbers(4, 200));
            Fitted lying = new Fitted(
                    fitted.origin(),
                    Preparation.of(Schema.of(examples)),
                    fitted.history(),
                    fitted.outputs(),
                    fitted.described(),
                    fitted.provenance(),
                    fitted.keras(),
                    null,
                    List.of(),
                    null);
            List<Runnable> calls =
                    List.of(() -> keras.session().predict(lying, List.of(wrong), Deadline.NONE), () -> keras.session()
                            .evaluate(lying, examples, Deadline.NONE));
            for (int call = 0; call < calls.size(); call++) {
                assertThrows(PythonException.class, calls.get(call)::run);
                assertEquals(0, keras.session().models().count());
                assertArrayEquals(expected, Scenes.alone(keras, fitted));
                assertEquals(2 * (call + 1), keras.session().restorations(), "for a second try, and for the next call");
            }
            assertEquals(1, keras.session().models().count());
        }
    }
}
