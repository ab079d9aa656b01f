package keras4j.python;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What surrounds every build: the cache's lock, signs of life, and failures of the file system turned into problems. */
final class Building {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    private Building() {}

    /** A build that yields something. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Does the work alone in this cache folder. */
    static <T> T guarded(Wish wish, Work<T> work) {
        try {
            return alone(wish, work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.interrupted("Building the Python environment");
        } catch (IOException e) {
            LOG.debug("The cache folder failed", e);
            throw failed(wish, e);
        }
    }

    private static <T> T alone(Wish wish, Work<T> work) throws IOException, InterruptedException {
        CacheLock held = CacheLock.of(wish.cache(), wish.progress());
        Timer alive = wish.progress().alive();
        try {
            return work.run();
        } finally {
            alive.cancel();
            held.close();
        }
    }

    private static EnvironmentException failed(Wish wish, IOException e) {
        if (String.valueOf(e.getMessage()).contains("No space left on device")) {
            return Trouble.diskFull(wish.cache());
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.toString();
        return Trouble.cache(wish.cache(), reason);
    }
}
