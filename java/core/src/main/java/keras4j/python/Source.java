package keras4j.python;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a call takes batch after batch, from one stream or two; asked on a lane, so it must wait for others no longer than told. */
public interface Source {
    /** Begins a stream anew, unless it has begun and nothing was taken from it yet. */
    void begin(int stream);

    /**
     * The arrays of the next batch, none at the end of the batches, or nothing where there is none within a time.
     *
     * @throws RuntimeException stops the call, and comes out of it as itself
     */
    Optional<List<Array>> poll(int stream, Duration atMost);
}
