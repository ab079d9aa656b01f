package keras4j.serving;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Deadlines of all requests, which one thread compares with the time. A timer for each would wake it for each request. */
final class RequestDeadlines implements AutoCloseable {
    private static final long PERIOD_MILLIS = 20;

    private final Set<RequestDeadline> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = RequestThreads.clock("keras4j-serving-clock");

    RequestDeadlines() {
        ScheduledFuture<?> unused =
                clock.scheduleWithFixedDelay(this::compare, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void compare() {
        long now = System.nanoTime();
        open.forEach(deadline -> deadline.expireAt(now));
    }

    /** Returns a deadline of the calling thread, until it is closed. */
    RequestDeadline after(Duration limit) {
        RequestDeadline deadline = new RequestDeadline(System.nanoTime() + limit.toNanos(), open::remove);
        open.add(deadline);
        return deadline;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
