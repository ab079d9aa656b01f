package keras4j.tracking;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background thread that sends what is logged, in order, so that no fit waits for the server. While the server is down,
 * requests wait and are tried again; a refused request is dropped. Both cost a warning.
 */
final class MlflowSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.mlflow");
    private static final int MAX_WAITING = 10_000;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long MAX_PAUSE_MILLIS = 30_000;

    /** Request that waits. */
    @FunctionalInterface
    interface Call {
        void send(MlflowClient client) throws IOException, InterruptedException;
    }

    /** Metrics of one run, which are sent together. */
    interface Batch extends Call {
        /** Takes the metrics of another batch, if it is of the same run and there is room. */
        boolean take(Batch other);
    }

    private final MlflowClient client;
    private final String run;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Thread thread;
    private @Nullable Call sending;
    private @Nullable String failure;
    private long dropped;
    private boolean closing;

    MlflowSender(MlflowClient client, String run) {
        this.client = client;
        this.run = run;
        this.thread = new Thread(this::sendAll, "keras4j-mlflow");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void add(Call call) {
        if (closing || waiting.size() >= MAX_WAITING) {
            dropped++;
        } else if (!joined(call)) {
            waiting.add(call);
            notifyAll();
        }
    }

    private boolean joined(Call call) {
        Call last = waiting.peekLast();
        return last != sending && last instanceof Batch batch && call instanceof Batch more && batch.take(more);
    }

    /**
     * Waits until all that was logged is sent.
     *
     * @throws MlflowException if the server does not answer
     */
    synchronized void flush() throws InterruptedException {
        while (!waiting.isEmpty() && failure == null) {
            wait();
        }
        if (failure != null) {
            throw new MlflowException(client + ": server must answer, got " + failure);
        }
    }

    private void sendAll() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            for (Call call = next(); call != null; call = next()) {
                String problem = sent(call);
                finished(problem);
                pause = problem == null ? FIRST_PAUSE_MILLIS : pause(pause);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Call next() throws InterruptedException {
        while (waiting.isEmpty() && !closing) {
            wait();
        }
        sending = waiting.peek();
        return sending;
    }

    /** Sends a request, and returns the reason why it must be tried again; null if it needn't. */
    private @Nullable String sent(Call call) throws InterruptedException {
        try {
            call.send(client);
        } catch (RuntimeException refused) {
            LOG.warn("run '{}': {}", run, refused.getMessage());
        } catch (IOException down) {
            return MlflowClient.reason(down);
        }
        return null;
    }

    /** Removes a request that is done; keeps one that must be tried again, unless the run is closed. */
    private synchronized void finished(@Nullable String problem) {
        if (problem == null) {
            waiting.poll();
        } else if (closing) {
            dropped += waiting.size();
            waiting.clear();
        } else if (failure == null) {
            LOG.warn(
                    "run '{}': {} does not answer, and is asked again until the run is closed: {}",
                    run,
                    client,
                    problem);
        }
        failure = problem;
        notifyAll();
    }

    /** Pauses unless the run is closed, and returns the time of the next pause. */
    private synchronized long pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0 && !closing; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Math.min(2 * millis, MAX_PAUSE_MILLIS);
    }

    /** Sends the rest, unless the server does not answer. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        warnOfLoss();
    }

    private synchronized void warnOfLoss() {
        // Something waits only if the caller was interrupted.
        dropped += waiting.size();
        waiting.clear();
        if (dropped > 0) {
            LOG.warn("run '{}': {} requests to {} were not sent", run, dropped, client);
            dropped = 0;
        }
    }
}
