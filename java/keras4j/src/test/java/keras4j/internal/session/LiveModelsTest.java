package keras4j.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import keras4j.internal.python.CompiledModel;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonTrial;
import keras4j.internal.python.RowSource;
import keras4j.internal.python.StaleHandleException;
import org.junit.jupiter.api.Test;

/** Tests of repeated restoration of lost models. */
class LiveModelsTest {
    private static final String KEY = "a model";

    private final List<Long> released = new ArrayList<>();
    private final LiveModels models = new LiveModels(1_000, released::add);
    private final AtomicLong made = new AtomicLong();

    private static final class Nothing implements CompiledModel {
        @Override
        public void predict(RowSource rows, Deadline deadline) {}

        @Override
        public void predict(List<PythonArray> x, List<PythonArray> out, Deadline deadline) {}
    }

    private long use(LongUnaryOperator call) {
        return models.use(
                KEY,
                "m",
                () -> new LiveModel(made.incrementAndGet(), new Nothing(), 1),
                live -> call.applyAsLong(live.id()),
                Deadline.NONE);
    }

    /** A call that never finds its model. */
    private void lost() {
        assertThrows(
                StaleHandleException.class,
                () -> use(id -> {
                    throw PythonTrial.gone();
                }));
    }

    @Test
    void a_model_that_others_let_go_again_and_again_is_restored_each_time() {
        long last = use(id -> {
            if (id < 20) {
                models.drop(KEY);
                throw PythonTrial.gone();
            }
            return id;
        });
        assertEquals(20, last);
        assertEquals(19, released.size());
        assertEquals(1, models.count());
    }

    @Test
    void a_model_that_python_loses_is_looked_for_three_times() {
        lost();
        assertEquals(3, made.get());
        assertEquals(0, models.count());
    }

    @Test
    void once_they_are_closed_the_search_ends() {
        assertEquals(1, use(id -> id));
        models.close();
        lost();
        assertEquals(4, made.get());
        assertEquals(4, released.size());
    }
}
