package keras4j.python;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import keras4j.python.StoppedException.Reason;

/** CPython inside this JVM, through Jep: two lanes, one table of objects, one backend. */
final class EmbeddedPython implements Python {
    /** Nanoseconds; longer than a row takes in a small network. */
    private static final long LOOKING = 50_000;
    /** How long a caller that gave up waits for its call to say that it has stopped. */
    private static final long GRACE = Duration.ofMillis(100).toNanos();

    /** How many calls may wait for a lane; more callers than that wait for room. */
    private static final int WAITING = 10_000;

    private final String backend;
    private final Lane train;
    private final Lane predict;
    private final Patience patience = new Patience(LOOKING);
    private final Map<String, String> versions = new TreeMap<>();
    private final ConcurrentLinkedQueue<Long> dead = new ConcurrentLinkedQueue<>();
    private volatile boolean exiting;

    /** Opens the lanes. */
    EmbeddedPython(String backend) {
        this(backend, WAITING);
    }

    EmbeddedPython(String backend, int waiting) {
        this.backend = backend;
        this.train = new Lane("keras4j-train", waiting, new Patience(0));
        this.predict = new Lane("keras4j-predict", waiting, patience);
    }

    /** Imports Keras; waits for it, interrupted or not, as no start can be repeated. */
    void start(Request request, Bridge.Log log) {
        StartTask task = new StartTask(request, log);
        train.add(task);
        boolean interrupted = Thread.interrupted();
        while (!task.await(Long.MAX_VALUE)) {
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        task.rethrow();
        versions.putAll(task.versions());
    }

    @Override
    public Reply call(Work work, Request request, Watch watch, Deadline deadline) {
        CallTask task = new CallTask(request, watch, model -> release(List.of(model)));
        try {
            run(work, task, request.what(), deadline);
        } catch (StoppedException stopped) {
            throw stop(task, stopped);
        }
        task.rethrowWatch();
        task.rethrow();
        if (task.stopped() && exiting) {
            throw new StoppedException(Reason.EXIT, request.what() + ": the JVM is ending");
        }
        return task.reply();
    }

    /** Has a lane perform a task and waits until it is done. */
    void run(Work work, Task task, String what, Deadline deadline) {
        Lane lane = work == Work.TRAINING ? train : predict;
        if (lane.here()) {
            throw new IllegalStateException(
                    what + ": can't be called from a callback of a call that it would wait for");
        }
        enter(lane, task, what, deadline);
        if (lane == predict && lane.waiting() <= 1) {
            patience.caller(task::done);
        }
        if (!task.await(deadline.left())) {
            throw givenUp(what, deadline, task.withdraw() ? " before it began" : "");
        }
    }

    /** Back-pressure: while the queue is full, callers wait here. */
    private void enter(Lane lane, Task task, String what, Deadline deadline) {
        if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
            throw givenUp(what, deadline, " before it began");
        }
        while (!exiting && !lane.offer(task)) {
            if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
                throw givenUp(what, deadline, " while " + lane.capacity() + " calls waited before it");
            }
            LockSupport.parkNanos(50_000);
        }
        if (exiting) {
            throw new StoppedException(Reason.EXIT, what + ": the JVM is ending");
        }
    }

    /** How a call ended whose caller was interrupted or has waited long enough. */
    static StoppedException givenUp(String what, Deadline deadline, String when) {
        return Thread.currentThread().isInterrupted()
                ? new StoppedException(Reason.INTERRUPTED, what + ": interrupted" + when)
                : new StoppedException(
                        Reason.DEADLINE,
                        what + ": not done within " + deadline.span().toMillis() + " ms, stopped" + when);
    }

    /** Tells a call to stop at its next batch, gives it a moment to do so, and says how far it came. */
    private static StoppedException stop(CallTask task, StoppedException stopped) {
        boolean interrupted = Thread.interrupted();
        task.stop();
        task.await(GRACE);
        task.forget();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!task.stopped()) {
            return stopped;
        }
        int epochs = task.reply().value().path("epochs").asInt();
        return new StoppedException(stopped.reason(), stopped.getMessage() + " after " + epochs + " epochs");
    }

    @Override
    public Predictor predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        return new EmbeddedPredictor(this, model, inputs, outputs);
    }

    @Override
    public void release(Collection<Long> numbers) {
        dead.addAll(numbers);
        predict.add(new ReleaseTask(dead));
    }

    @Override
    public boolean quiet(Duration atMost) {
        long start = System.nanoTime();
        while (!(train.idle() && predict.idle())) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    /** Lets nothing new begin and ends what runs at its next batch. */
    void stopAll() {
        exiting = true;
        StoppedException reason = new StoppedException(Reason.EXIT, "the JVM is ending");
        train.stop(reason);
        predict.stop(reason);
    }

    /** Runs Python's exit functions, on a lane; says whether they ended in time. */
    boolean shutdown(Duration atMost) {
        Task task = new Task() {
            @Override
            void perform(Lane lane) {
                lane.bridge().shutdown();
            }
        };
        train.add(task);
        return task.await(atMost.toNanos());
    }

    @Override
    public Map<String, String> versions() {
        return Map.copyOf(versions);
    }

    @Override
    public String backend() {
        return backend;
    }

    /** Does nothing: Python goes on, for other sessions. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "Python " + versions;
    }
}
