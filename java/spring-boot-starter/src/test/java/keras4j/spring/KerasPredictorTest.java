package keras4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keras4j.data.InvalidRowException;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;
import keras4j.scoring.Scorer;
import keras4j.spring.Titanic.Passenger;
import keras4j.spring.Titanic.Survival;
import org.junit.jupiter.api.Test;

/** Tests of predictors that are not injected. */
class KerasPredictorTest {
    /** Result with components of the row beside those of the prediction. */
    record Ticket(String pclass, double fare, String predClass) {}

    @Test
    void a_result_has_the_columns_of_the_prediction_and_of_the_row() {
        try (OnnxScorer scorer = OnnxScorer.open()) {
            KerasPredictor<Passenger, Ticket> predictor = KerasPredictor.of(scorer, Titanic.model(1), Ticket.class);
            Ticket ticket = new Ticket("1", 211.34, "yes");
            assertEquals(ticket, predictor.predict(Titanic.PASSENGER));
            assertEquals(List.of(ticket, ticket), predictor.predict(List.of(Titanic.PASSENGER, Titanic.PASSENGER)));
        }
    }

    /** Scorer of a model that needs rows before a row, as with a step for lags. */
    private static final class Lagged implements Scorer {
        @Override
        public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
            throw new AssertionError();
        }

        @Override
        public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
            throw new AssertionError();
        }

        @Override
        public float[] predict(Fitted fitted, float... row) {
            throw new AssertionError();
        }

        @Override
        public <R extends Record> List<R> predict(Fitted fitted, List<? extends Record> rows, Class<R> type) {
            return List.of();
        }
    }

    @Test
    void a_row_that_a_step_leaves_out_is_refused() {
        KerasPredictor<Passenger, Survival> predictor =
                KerasPredictor.of(new Lagged(), Titanic.model(1), Survival.class);
        assertEquals(
                "KerasPredictor: row must come with the rows before it, in a list, got one row",
                assertThrows(InvalidRowException.class, () -> predictor.predict(Titanic.PASSENGER))
                        .getMessage());
        assertEquals(List.of(), predictor.predict(List.of(Titanic.PASSENGER)));
    }
}
