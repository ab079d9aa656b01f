package keras4j.tune;

import java.time.Duration;
import keras4j.internal.text.Preconditions;
import keras4j.model.Backend;
import org.jspecify.annotations.Nullable;

/**
 * Worker processes in which a search trains, each with one thread.
 *
 * @param count the number of processes, at least 1
 * @param backend the backend that they run; null for the session's
 * @param silence the time without a finished batch after which a process counts as hung
 */
public record Workers(int count, @Nullable Backend backend, Duration silence) {
    /**
     * Creates the settings of worker processes.
     *
     * @param count the number of processes, at least 1
     * @param backend the backend that they run; null for the session's
     * @param silence the time without a finished batch after which a process counts as hung
     */
    public Workers {
        Preconditions.notNull("Workers", "silence", silence);
        if (count < 1) {
            throw new IllegalArgumentException("Workers: count must be at least 1, got " + count);
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("Workers: silence must be positive, got " + silence);
        }
    }

    /**
     * Returns workers on the session's backend that count as hung after 10 minutes without a batch.
     *
     * @param count the number of processes, at least 1
     * @return the workers
     */
    public static Workers of(int count) {
        return new Workers(count, null, Duration.ofMinutes(10));
    }

    /** {@return one worker for each processor, on the session's backend} */
    public static Workers all() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Returns a copy with another number of processes.
     *
     * @param number how many train at once, at least 1
     * @return the copy
     */
    public Workers count(int number) {
        return new Workers(number, backend, silence);
    }

    /**
     * Returns a copy on another backend than the session's, such as JAX for its speed while the session serves with
     * TensorFlow.
     *
     * @param other the backend
     * @return the copy
     */
    public Workers backend(Backend other) {
        Preconditions.notNull("Workers", "other", other);
        return new Workers(count, other, silence);
    }

    /**
     * Returns a copy with another time after which a process counts as hung.
     *
     * @param most a time longer than the slowest batch and compilation
     * @return the copy
     */
    public Workers silence(Duration most) {
        Preconditions.notNull("Workers", "most", most);
        return new Workers(count, backend, most);
    }
}
