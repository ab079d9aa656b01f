package keras4j.serving;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Bounded number of requests that run or wait for a prediction. More are refused at once; all are refused when the gate
 * is closed, which waits for those inside.
 */
final class RequestGate {
    private final int most;
    private int inside;
    private int answering;
    private long accepted;
    private long refused;
    private boolean closed;

    RequestGate(int most) {
        this.most = most;
    }

    /** Runs a prediction inside. */
    <T> T within(Supplier<T> prediction) {
        enter();
        try {
            return prediction.get();
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        if (closed || inside == most) {
            refused++;
            throw closed ? HttpProblem.unavailable("the server is ending") : HttpProblem.tooManyRequests(most);
        }
        inside++;
        accepted++;
    }

    private synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Registers an exchange, until {@link #answered}. */
    synchronized void exchange() {
        answering++;
    }

    synchronized void answered() {
        answering--;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Refuses requests, and waits for those inside and then, shortly, for answers that are being written. */
    synchronized void close(Duration drain, Duration lastAnswers) {
        closed = true;
        awaitWhile(() -> inside > 0, drain);
        awaitWhile(() -> answering > 0, lastAnswers);
    }

    private synchronized void awaitWhile(BooleanSupplier busy, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toMillis(); busy.getAsBoolean() && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized String toString() {
        return accepted + " requests accepted, " + inside + " unanswered, " + refused + " refused";
    }
}
