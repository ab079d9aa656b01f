package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.python.Deadline;
import keras4j.internal.workflow.DataPreparation;
import keras4j.python.PythonException;
import org.junit.jupiter.api.Test;

/** Tests that a live model is dropped after an exception inside a call, and restored on the next use. */
class DroppedAfterExceptionIT {
    @Test
    void an_exception_drops_the_live_model_and_the_next_call_works() {
        try (Keras keras = Keras.open()) {
            Fitted fitted = SessionFixtures.fitted(keras, 1);
            float[] expected = SessionFixtures.alone(keras, fitted);
            // Past the checks, straight to Python: four columns for a model of three.
            Tensor wrong = SessionFixtures.numbers(3, 200, SessionFixtures.COLUMNS + 1);
            Examples examples = Examples.of(wrong, SessionFixtures.numbers(4, 200));
            FittedModel model = PublicFaces.open(fitted, FittedModel.class);
            FittedModel lying = FittedModel.of(
                    model.origin(),
                    DataPreparation.of(Schema.of(examples)),
                    model.history(),
                    model.outputs(),
                    model.description(),
                    model.provenance(),
                    model.model());
            List<Runnable> calls =
                    List.of(() -> keras.session().predict(lying, List.of(wrong), Deadline.NONE), () -> keras.session()
                            .evaluate(lying, examples, Deadline.NONE));
            for (int call = 0; call < calls.size(); call++) {
                assertThrows(PythonException.class, calls.get(call)::run);
                assertEquals(0, keras.session().models().count());
                assertArrayEquals(expected, SessionFixtures.alone(keras, fitted));
                assertEquals(2 * (call + 1), keras.session().restorations(), "for a second try, and for the next call");
            }
            assertEquals(1, keras.session().models().count());
        }
    }
}
