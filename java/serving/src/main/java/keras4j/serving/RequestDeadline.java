package keras4j.serving;

import java.util.function.Consumer;

/**
 * Time limit for the calling thread, which is interrupted at its end. An interrupt ends a wait for a prediction, and the
 * reading or writing of a socket.
 */
final class RequestDeadline implements AutoCloseable {
    private final Thread caller = Thread.currentThread();
    private final long end;
    private final Consumer<RequestDeadline> onClose;
    private boolean closed;
    private boolean expired;

    RequestDeadline(long end, Consumer<RequestDeadline> onClose) {
        this.end = end;
        this.onClose = onClose;
    }

    /** Interrupts the thread if its time is over. */
    synchronized void expireAt(long now) {
        if (!closed && !expired && now - end >= 0) {
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
        onClose.accept(this);
        if (expired) {
            Thread.interrupted();
        }
    }
}
