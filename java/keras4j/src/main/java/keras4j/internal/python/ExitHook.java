package keras4j.internal.python;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shutdown hook that ends Python before the JVM ends.
 *
 * <p>A JVM that ends while Python runs hangs forever or crashes: the exit handlers of the process and the lane wait for
 * each other's locks. The hook therefore stops running calls at their next batch, then runs Python's own exit functions
 * on a lane. A single step that does not end in time (an XLA compilation) is left running, under an alarm that ends the
 * process if it hangs.
 */
final class ExitHook implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

    private final EmbeddedPython python;

    private ExitHook(EmbeddedPython python) {
        this.python = python;
    }

    static void install(EmbeddedPython python) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(null, new ExitHook(python), "keras4j-exit", InterpreterLane.STACK_BYTES));
    }

    @Override
    public void run() {
        python.stopAll();
        if (python.awaitIdle(IDLE_TIMEOUT) && python.shutdown(SHUTDOWN_TIMEOUT)) {
            return;
        }
        LOG.warn("Python is still executing one step; an alarm kills the process if it can't exit by itself");
        JepBridge.open().shutdownUnderAlarm();
    }
}
