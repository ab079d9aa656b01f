package keras4j.internal.python;

import java.time.Duration;
import keras4j.internal.python.Python.Work;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;

/**
 * Drain of one Python while the JVM ends: training is refused from the beginning, predictions after a grace.
 *
 * <p>The drain is over when nothing runs any more, or after the grace. Predictions that other shutdown hooks still need
 * are answered even then, until the grace is over.
 */
final class Drain {
    /** Nanoseconds without a call after which no caller is taken to be about to call, or to be writing its answer. */
    private static final long LINGER_NANOS = Duration.ofMillis(100).toNanos();

    private long graceNanos;
    private volatile boolean begun;
    private volatile long end;
    private volatile long lastCall = System.nanoTime() - LINGER_NANOS;

    /** Creates a drain and loads the classes that its end needs: their class loader may be closed by then. */
    Drain(Duration grace) {
        extend(grace);
        refusal("rehearsal");
    }

    /** Makes the grace at least as long as that of another session. */
    synchronized void extend(Duration grace) {
        graceNanos = Math.max(graceNanos, grace.toNanos());
    }

    /** Begins the drain. */
    synchronized void begin() {
        end = System.nanoTime() + graceNanos;
        begun = true;
    }

    /** Records that a call has ended. */
    void called() {
        lastCall = System.nanoTime();
    }

    /** Returns whether the grace of a drain that has begun is over. */
    boolean graceIsOver() {
        return System.nanoTime() - end >= 0;
    }

    /** Returns whether no caller is taken to be about to call. */
    boolean quiet() {
        return System.nanoTime() - lastCall >= LINGER_NANOS;
    }

    /** Returns whether calls of a kind are refused. */
    boolean refuses(Work work) {
        return begun && (work == Work.TRAINING || graceIsOver());
    }

    /** Checks that a call of a kind is not refused. */
    void require(Work work, String what) {
        if (refuses(work)) {
            throw refusal(what);
        }
    }

    /** Returns the exception for a call that is refused or stopped. */
    static StoppedException refusal(String what) {
        return new StoppedException(Reason.EXIT, what + ": the JVM is ending");
    }

    @Override
    public String toString() {
        return "Drain of " + Duration.ofNanos(graceNanos) + (begun ? ", begun" : "");
    }
}
