package keras4j.internal.python;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Source of batches for a call, in one stream or two. It is polled on a lane, so it must not block longer than the
 * given time.
 */
public interface BatchFeed {
    /** Restarts a stream, unless it has begun and no batch was taken from it yet. */
    void begin(int stream);

    /**
     * Returns the arrays of the next batch, or an empty list at the end of the stream. Returns nothing if no batch is
     * ready within the time.
     *
     * @throws RuntimeException stops the call, and is rethrown from it unchanged
     */
    Optional<List<PythonArray>> poll(int stream, Duration atMost);
}
