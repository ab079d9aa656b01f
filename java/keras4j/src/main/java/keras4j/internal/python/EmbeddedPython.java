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

/** CPython inside this JVM, through Jep: three lanes, one object table, one backend. */
final class EmbeddedPython implements Python, Drainable {
    /** Nanoseconds that a cancelled call is given to confirm that it has stopped. */
    private static final long STOP_TIMEOUT_NANOS = Duration.ofMillis(100).toNanos();

    /** Maximum time in nanoseconds of Python's exit functions. */
    private static final long EXIT_FUNCTIONS_NANOS = Duration.ofSeconds(2).toNanos();

    /** Maximum number of calls that wait for a lane; further callers block until there is room. */
    private static final int MAX_WAITING_CALLS = 10_000;

    private final String backend;
    private final InterpreterLane train;
    private final InterpreterLane predict;
    private final InterpreterLane load;
    private final AdaptiveSpin patience = new AdaptiveSpin();
    private final Map<String, String> versions = new TreeMap<>();
    private final ConcurrentLinkedQueue<Long> dead = new ConcurrentLinkedQueue<>();
    private final Drain drain = new Drain(Duration.ZERO);
    private final ExitFunctions exitFunctions = new ExitFunctions();

    /** Opens the lanes. */
    EmbeddedPython(String backend) {
        this(backend, MAX_WAITING_CALLS);
    }

    EmbeddedPython(String backend, int waiting) {
        this.backend = backend;
        this.train = new InterpreterLane("keras4j-train", waiting);
        this.predict = new InterpreterLane("keras4j-predict", waiting, patience::lane);
        this.load = new InterpreterLane("keras4j-load", waiting);
    }

    /** Imports Keras. */
    void start(PythonRequest request, JepBridge.Log log) {
        StartTask task = new StartTask(request, log);
        run(Work.TRAINING, task, request.what(), Deadline.NONE);
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
        if (task.stopped()) {
            drain.require(work, request.what());
        }
        return task.reply();
    }

    /** Has a lane perform a task and waits until it is done. */
    void run(Work work, LaneTask task, String what, Deadline deadline) {
        InterpreterLane lane = lane(work);
        if (lane.isCurrentThread()) {
            throw new IllegalStateException(
                    what + ": can't be called from a callback of a call that must finish first");
        }
        long start = patience.start();
        enter(work, task, what, deadline);
        boolean alone = lane == predict && lane.waiting() <= 1;
        if (alone) {
            patience.caller(task::done);
        }
        boolean done = task.await(deadline.left());
        if (alone) {
            patience.ended(start);
        }
        drain.called();
        if (!done) {
            throw deadline.givenUp(what, task.withdraw() ? " before it began" : "");
        }
    }

    private InterpreterLane lane(Work work) {
        return switch (work) {
            case TRAINING -> train;
            case PREDICTION -> predict;
            case LOADING -> load;
        };
    }

    /** Puts a task in the queue; while the queue is full, callers wait here (back-pressure). */
    private void enter(Work work, LaneTask task, String what, Deadline deadline) {
        InterpreterLane lane = lane(work);
        if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
            throw deadline.givenUp(what, " before it began");
        }
        while (!drain.refuses(work) && !lane.offer(task)) {
            if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
                throw deadline.givenUp(what, " while " + lane.capacity() + " calls were queued ahead of it");
            }
            LockSupport.parkNanos(50_000);
        }
        drain.require(work, what);
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
    public int queueLength() {
        return train.unanswered() + predict.unanswered() + load.unanswered();
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        long start = System.nanoTime();
        while (!idle()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    @Override
    public Drain drain() {
        return drain;
    }

    @Override
    public boolean idle() {
        return train.idle() && predict.idle() && load.idle();
    }

    @Override
    public void stop(Work work) {
        lane(work).stop(Drain.refusal("Keras"));
    }

    @Override
    public void runExitFunctions() {
        train.add(exitFunctions);
        exitFunctions.await(EXIT_FUNCTIONS_NANOS);
    }

    /** Task that runs Python's exit functions. */
    private static final class ExitFunctions extends LaneTask {
        @Override
        void perform(InterpreterLane lane) {
            lane.bridge().shutdown();
        }
    }

    @Override
    public Map<String, String> versions() {
        return Map.copyOf(versions);
    }

    @Override
    public String backend() {
        return backend;
    }

    /** Gives back the memory of models that are gone, asynchronously; other sessions still use this Python. */
    @Override
    public void close() {
        predict.add(new CallTask(PythonRequest.giveBack(), CallListener.NONE, model -> {}));
    }

    @Override
    public String toString() {
        return "Python " + versions;
    }
}
