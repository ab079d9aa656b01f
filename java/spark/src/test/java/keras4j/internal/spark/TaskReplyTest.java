package keras4j.internal.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import keras4j.measure.Measure;
import keras4j.tune.Criterion;
import keras4j.tune.TrialResult;
import keras4j.tune.WorkerLostException;
import org.junit.jupiter.api.Test;

/** Tests of the replies of executors. */
class TaskReplyTest {
    private static List<TrialResult> results(Supplier<List<TrialResult>> task) {
        return TaskReply.fromJson(TaskReply.of(task).json()).requireResults();
    }

    @Test
    void results_arrive() {
        List<TrialResult> results =
                List.of(TrialResult.of(Criterion.of(Measure.RMSE), 0.1), TrialResult.failed("no rows"));
        assertEquals(results, results(() -> results));
    }

    @Test
    void a_lost_worker_is_told_from_a_task_that_can_not_run() {
        WorkerLostException lost = assertThrows(
                WorkerLostException.class,
                () -> results(() -> {
                    throw new WorkerLostException("it was killed");
                }));
        assertEquals("it was killed", lost.getMessage());
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> results(() -> {
                    throw new IllegalArgumentException("no Python");
                }));
        assertEquals("no Python", refused.getMessage());
    }

    @Test
    void the_end_of_the_task_itself_is_no_reply() {
        assertThrows(
                CancellationException.class,
                () -> TaskReply.of(() -> {
                    throw new CancellationException();
                }));
    }
}
