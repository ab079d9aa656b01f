package keras4j.internal.python;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import keras4j.internal.data.ArraySpec;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;

/** CPython inside this JVM, through Jep: two lanes, one object table, one backend. */
final class EmbeddedPython implements Python {
    /** Maximum spin time in nanoseconds; longer than a row takes in a small network. */
    private static final long MAX_SPIN_NANOS = 50_000;
    /** Nanoseconds that a cancelled call is given to confirm that it has stopped. */
    private static final long STOP_TIMEOUT_NANOS = Duration.ofMillis(100).toNanos();

    /** Maximum number of calls that wait for a lane; further callers block until there is room. */
    private static final int MAX_WAITING_CALLS = 10_000;

    private final String backend;
    private final InterpreterLane train;
    private final InterpreterLane predict;
    private final AdaptiveSpin patience = new AdaptiveSpin(MAX_SPIN_NANOS);
    private final Map<String, String> versions = new TreeMap<>();
    private final ConcurrentLinkedQueue<Long> dead = new ConcurrentLinkedQueue<>();
    private volatile boolean exiting;

    /** Opens the lanes. */
    EmbeddedPython(String backend) {
        this(backend, MAX_WAITING_CALLS);
    }

    EmbeddedPython(String backend, int waiting) {
        this.backend = backend;
        this.train = new InterpreterLane("keras4j-train", waiting, new AdaptiveSpin(0));
        this.predict = new InterpreterLane("keras4j-predict", waiting, patience);
    }

    /** Imports Keras. An interrupt does not end the wait, because a start can't be repeated. */
    void start(PythonRequest request, JepBridge.Log log) {
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
    public PythonReply call(Work work, PythonRequest request, CallListener watch, Deadline deadline) {
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
    void run(Work work, LaneTask task, String what, Deadline deadline) {
        InterpreterLane lane = work == Work.TRAINING ? train : predict;
        if (lane.isCurrentThread()) {
            throw new IllegalStateException(
                    what + ": can't be called from a callback of a call that must finish first");
        }
        enter(lane, task, what, deadline);
        if (lane == predict && lane.waiting() <= 1) {
            patience.caller(task::done);
        }
        if (!task.await(deadline.left())) {
            throw givenUp(what, deadline, task.withdraw() ? " before it began" : "");
        }
    }

    /** Puts a task in the queue; while the queue is full, callers wait here (back-pressure). */
    private void enter(InterpreterLane lane, LaneTask task, String what, Deadline deadline) {
        if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
            throw givenUp(what, deadline, " before it began");
        }
        while (!exiting && !lane.offer(task)) {
            if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
                throw givenUp(what, deadline, " while " + lane.capacity() + " calls were queued ahead of it");
            }
            LockSupport.parkNanos(50_000);
        }
        if (exiting) {
            throw new StoppedException(Reason.EXIT, what + ": the JVM is ending");
        }
    }

    /** Returns the exception for a call whose caller was interrupted or reached its deadline. */
    static StoppedException givenUp(String what, Deadline deadline, String when) {
        return Thread.currentThread().isInterrupted()
                ? new StoppedException(Reason.INTERRUPTED, what + ": interrupted" + when)
                : new StoppedException(
                        Reason.DEADLINE,
                        what + ": not done within " + deadline.span().toMillis() + " ms, stopped" + when);
    }

    /**
     * Stops a call at its next batch, waits briefly for it, and returns the exception with the number of completed
     * epochs.
     */
    private static StoppedException stop(CallTask task, StoppedException stopped) {
        boolean interrupted = Thread.interrupted();
        task.stop();
        task.await(STOP_TIMEOUT_NANOS);
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
    public CompiledModel predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        return new EmbeddedPredictor(this, model, inputs, outputs);
    }

    @Override
    public void release(Collection<Long> numbers) {
        dead.addAll(numbers);
        predict.add(new ReleaseTask(dead));
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        long start = System.nanoTime();
        while (!(train.idle() && predict.idle())) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    /** Rejects new calls and stops the running ones at their next batch. */
    void stopAll() {
        exiting = true;
        StoppedException reason = new StoppedException(Reason.EXIT, "the JVM is ending");
        train.stop(reason);
        predict.stop(reason);
    }

    /** Runs Python's exit functions on a lane and returns whether they ended in time. */
    boolean shutdown(Duration atMost) {
        LaneTask task = new LaneTask() {
            @Override
            void perform(InterpreterLane lane) {
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

    /** Does nothing: other sessions still use this Python. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "Python " + versions;
    }
}
