package keras4j.internal.python;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import keras4j.internal.python.Python.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shutdown hook that drains Python before the JVM ends.
 *
 * <p>Shutdown hooks run at the same time: a server may still be answering requests, in a hook of its own, when this one
 * has ended. Python therefore stays as it is. The process ends without the exit handlers of native libraries, which hang
 * or crash while Python runs; the Python half registers a handler that skips them, also for {@code Runtime.halt}.
 */
final class ExitHook implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

    /** Maximum nanoseconds for the answers to calls that came before the grace was over. */
    private static final long LAST_ANSWERS_NANOS = Duration.ofSeconds(1).toNanos();

    private final Drainable python;

    private ExitHook(Drainable python) {
        this.python = python;
    }

    /** Installs a hook and returns its thread. */
    static Thread install(Drainable python) {
        Thread hook = new Thread(null, new ExitHook(python), "keras4j-exit", InterpreterLane.STACK_BYTES);
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /** Removes a hook, unless the JVM is ending. */
    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            LOG.debug("The JVM is ending: {}", ending.getMessage());
        }
    }

    @Override
    public void run() {
        Drain drain = python.drain();
        drain.begin();
        python.stop(Work.TRAINING);
        while (!drain.graceIsOver() && !(python.idle() && drain.quiet())) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        awaitLastAnswers();
        if (python.idle()) {
            python.runExitFunctions();
        } else {
            python.stop(Work.PREDICTION);
            python.stop(Work.LOADING);
            LOG.warn(
                    "Python is still executing a step at the end of the JVM; the step and Python's exit functions are skipped");
        }
    }

    /** Waits for the calls that are still running; new ones are refused. */
    private void awaitLastAnswers() {
        long begun = System.nanoTime();
        while (!python.idle() && System.nanoTime() - begun < LAST_ANSWERS_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
