package keras4j.python;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings Python to its end before the JVM ends.
 *
 * <p>A JVM that ends while Python runs hangs for ever, or crashes: the process' exit handlers and the
 * lane wait for each other's locks. So what runs is stopped at its next batch, then Python's own exit
 * functions run on a lane. A single step that does not end in time (an XLA compilation) is left
 * running, under an alarm that ends the process should it hang.
 */
final class ExitHook implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ExitHook.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final EmbeddedPython python;

    private ExitHook(EmbeddedPython python) {
        this.python = python;
    }

    static void install(EmbeddedPython python) {
        Runtime.getRuntime().addShutdownHook(new Thread(null, new ExitHook(python), "keras4j-exit", Lane.STACK));
    }

    @Override
    public void run() {
        python.stopAll();
        if (python.quiet(PATIENCE) && python.shutdown(LAST_WORDS)) {
            return;
        }
        LOG.warn("Python is still busy with one step; the process is ended by an alarm if it can't end by itself");
        Bridge.open().shutdownUnderAlarm();
    }
}
