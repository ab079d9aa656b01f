package keras4j.internal.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import keras4j.expr.Point;
import keras4j.measure.Measure;
import keras4j.tune.Criterion;
import keras4j.tune.Runner;
import keras4j.tune.Task;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import org.junit.jupiter.api.Test;

/** Tests of the runner that leaves out what can't be built. */
class BuildableRunnerTest {
    private static final Criterion RMSE = Criterion.of(Measure.RMSE);

    private final List<Task> submitted = new ArrayList<>();
    private final CompletableFuture<List<TrialResult>> reply = new CompletableFuture<>();
    private boolean closed;

    /** Runner whose reply the test gives. */
    private final class Given implements Runner, AutoCloseable {
        @Override
        public int capacity() {
            return 7;
        }

        @Override
        public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
            submitted.add(task);
            return reply;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Runner that knows that networks with an odd number of units can't be built. */
    private final BuildableRunner runner = new BuildableRunner(
            new Given(),
            point -> point.number("units") % 2 == 0 ? null : "units must be even, got " + point.number("units"));

    private static Trial trial(int units) {
        return new Trial(Point.of("units", units), 0);
    }

    @Test
    void trials_that_can_be_built_are_left_to_the_other_runner() {
        Task task = new Task(3, List.of(trial(2), trial(4)));
        assertEquals(7, runner.capacity());
        assertEquals(reply, runner.submit(task, 1));
        assertEquals(List.of(task), submitted);
    }

    @Test
    void results_have_the_order_of_the_trials() {
        CompletableFuture<List<TrialResult>> merged =
                runner.submit(new Task(3, List.of(trial(1), trial(2), trial(3), trial(4), trial(5))), 1);
        assertEquals(List.of(new Task(3, List.of(trial(2), trial(4)))), submitted);
        reply.complete(List.of(TrialResult.of(RMSE, 0.2), TrialResult.of(RMSE, 0.4)));
        assertEquals(
                List.of(
                        TrialResult.failed("units must be even, got 1.0"),
                        TrialResult.of(RMSE, 0.2),
                        TrialResult.failed("units must be even, got 3.0"),
                        TrialResult.of(RMSE, 0.4),
                        TrialResult.failed("units must be even, got 5.0")),
                merged.join());
    }

    @Test
    void a_task_without_a_buildable_network_is_not_submitted() {
        assertEquals(
                List.of(TrialResult.failed("units must be even, got 1.0")),
                runner.submit(new Task(3, List.of(trial(1))), 1).join());
        assertEquals(List.of(), submitted);
    }

    @Test
    void cancelling_reaches_the_other_runner() {
        assertTrue(runner.submit(new Task(3, List.of(trial(1), trial(2))), 1).cancel(true));
        assertTrue(reply.isCancelled());
    }

    @Test
    void a_runner_that_can_be_closed_is_closed() {
        runner.close();
        assertTrue(closed);
        closed = false;
        BuildableRunner.close(Runner.of(any -> TrialResult.of(RMSE, 0)));
        assertFalse(closed);
    }

    /** Runner that can't be closed. */
    private final class Busy implements Runner, AutoCloseable {
        @Override
        public int capacity() {
            return 1;
        }

        @Override
        public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
            return reply;
        }

        @Override
        public void close() throws IOException {
            throw new IOException("it is busy");
        }
    }

    @Test
    void a_failure_to_close_is_told() {
        assertEquals(
                "Keras.tune: the runner can't be closed: it is busy",
                assertThrows(IllegalStateException.class, () -> BuildableRunner.close(new Busy()))
                        .getMessage());
    }
}
