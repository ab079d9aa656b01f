package keras4j.serving;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Time limit for the calling thread, which is interrupted at its end. An interrupt ends a wait for a prediction, and the
 * reading or writing of a socket.
 */
final class RequestDeadline implements AutoCloseable {
    private final Thread caller = Thread.currentThread();
    private final ScheduledFuture<?> timer;
    private boolean closed;
    private boolean expired;

    private RequestDeadline(ScheduledExecutorService clock, Duration limit) {
        this.timer = clock.schedule(this::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    static RequestDeadline after(ScheduledExecutorService clock, Duration limit) {
        return new RequestDeadline(clock, limit);
    }

    private synchronized void expire() {
        if (!closed) {
            expired = true;
            caller.interrupt();
        }
    }

    synchronized boolean expired() {
        return expired;
    }

    /** Ends the limit, and clears the interrupt if it was of this limit. */
    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel(false);
        if (expired) {
            Thread.interrupted();
        }
    }
}
