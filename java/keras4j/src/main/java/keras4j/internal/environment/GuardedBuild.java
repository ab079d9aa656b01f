package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Timer;
import keras4j.environment.EnvironmentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guard around every build: holds the lock of the cache, reports progress, and turns file system failures into
 * problems.
 */
final class GuardedBuild {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    private GuardedBuild() {}

    /** Build with a result. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Runs the work while no other build uses this cache folder. */
    static <T> T guarded(EnvironmentRequest wish, Work<T> work) {
        try {
            return alone(wish, work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EnvironmentProblems.interrupted("Building the Python environment");
        } catch (IOException e) {
            LOG.debug("The cache folder failed", e);
            throw failed(wish, e);
        }
    }

    private static <T> T alone(EnvironmentRequest wish, Work<T> work) throws IOException, InterruptedException {
        CacheLock held = CacheLock.of(wish.cache(), wish.progress());
        Timer alive = wish.progress().alive();
        try {
            return work.run();
        } finally {
            alive.cancel();
            wish.progress().end();
            held.close();
        }
    }

    private static EnvironmentException failed(EnvironmentRequest wish, IOException e) {
        if (String.valueOf(e.getMessage()).contains("No space left on device")) {
            return EnvironmentProblems.diskFull(wish.cache());
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.toString();
        return EnvironmentProblems.cache(wish.cache(), reason);
    }
}
