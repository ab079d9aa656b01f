package keras4j.internal.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import keras4j.internal.python.Python.Work;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Test that callers whose rows are predicted in one batch do not share a failure, an interrupt or a deadline. */
@Tag("once")
class MergedRowsIT {
    private final EmbeddedPython python = assertInstanceOf(EmbeddedPython.class, PythonTrial.python());

    /** Rows that can't be written. */
    private static final class BadRows implements RowSource {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public void write(int input, ByteBuffer target) {
            throw new IllegalStateException("bad row");
        }

        @Override
        public void read(int output, ByteBuffer source) {}
    }

    @Test
    void one_that_fails_one_that_is_interrupted_and_one_that_is_late_leave_the_others_alone() throws Exception {
        long model = python.call(Work.TRAINING, Net.fit(1), CallListener.NONE, Deadline.NONE)
                .value()
                .path("model")
                .asLong();
        CompiledModel predictor = python.predictor(model, Net.INPUTS, Net.OUTPUTS);
        TestRows expected = new TestRows(3);
        predictor.predict(expected, Deadline.NONE);
        CountDownLatch gate = occupy();
        List<FutureTask<float[]>> good = new ArrayList<>();
        FutureTask<Void> bad = begin(() -> predictor.predict(new BadRows(), Deadline.NONE));
        FutureTask<Void> late = begin(() -> predictor.predict(new TestRows(3), Deadline.after(Duration.ofMillis(200))));
        FutureTask<Void> interrupted = new FutureTask<>(() -> predictor.predict(new TestRows(3), Deadline.NONE), null);
        Thread caller = new Thread(interrupted);
        caller.start();
        for (int at = 0; at < 5; at++) {
            FutureTask<float[]> call = new FutureTask<>(() -> {
                TestRows rows = new TestRows(3);
                predictor.predict(rows, Deadline.NONE);
                return rows.predictions();
            });
            new Thread(call).start();
            good.add(call);
        }
        await().until(() ->
                caller.getState() == Thread.State.TIMED_WAITING || caller.getState() == Thread.State.WAITING);
        caller.interrupt();
        assertEquals(Reason.INTERRUPTED, stopped(interrupted).reason());
        assertEquals(Reason.DEADLINE, stopped(late).reason());
        gate.countDown();
        assertEquals(
                "bad row",
                Objects.requireNonNull(
                                assertThrows(ExecutionException.class, bad::get).getCause())
                        .getMessage());
        for (FutureTask<float[]> call : good) {
            assertArrayEquals(expected.predictions(), call.get(), 1e-6f);
        }
        python.release(List.of(model));
    }

    private static StoppedException stopped(FutureTask<Void> call) {
        return assertInstanceOf(
                StoppedException.class,
                assertThrows(ExecutionException.class, call::get).getCause());
    }

    private static FutureTask<Void> begin(Runnable call) {
        FutureTask<Void> task = new FutureTask<>(call, null);
        new Thread(task).start();
        return task;
    }

    /** Keeps the lane busy, so that the rows that come meanwhile are merged. */
    private CountDownLatch occupy() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        LaneTask waiting = new LaneTask() {
            @Override
            void perform(InterpreterLane lane) {
                begun.countDown();
                try {
                    gate.await();
                } catch (InterruptedException never) {
                    throw new IllegalStateException(never);
                }
            }
        };
        var unused = begin(() -> python.run(Work.PREDICTION, waiting, "wait", Deadline.NONE));
        begun.await();
        return gate;
    }
}
