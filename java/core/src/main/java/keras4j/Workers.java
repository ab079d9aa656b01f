package keras4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The processes in which a search trains: each with one thread, however many there are.
 *
 * @param count how many train at once, at least 1
 * @param backend what they run on; null for the session's
 * @param silence how long one may train without a batch coming to its end before it is taken for hung
 */
public record Workers(int count, @Nullable Backend backend, Duration silence) {
    public Workers {
        if (count < 1) {
            throw new IllegalArgumentException("Workers: count must be at least 1, got " + count);
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("Workers: silence must be positive, got " + silence);
        }
    }

    /** So many, on the session's backend. */
    public static Workers of(int count) {
        return new Workers(count, null, Duration.ofMinutes(10));
    }

    /** As many as there are processors. */
    public static Workers all() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /** As many on another backend than the session's, as on JAX for its speed while the session serves with TensorFlow. */
    public Workers backend(Backend other) {
        return new Workers(count, other, silence);
    }

    /** The same with another time after which one is taken for hung: longer than its slowest batch and compilation. */
    public Workers silence(Duration most) {
        return new Workers(count, backend, most);
    }
}
