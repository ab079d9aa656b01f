package keras4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/** Client of a server: checks its answers, and measures it under load. */
final class HttpLoad {
    /** Longest sleep, in nanoseconds, before a look at the connections. */
    private static final long MAX_SLEEP = 50_000;

    private final int port;
    private final HttpRows rows;

    HttpLoad(int port, HttpRows rows) {
        this.port = port;
        this.rows = rows;
    }

    /** Asks for each row once, and requires the right answers. */
    private void check() throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int row = 0; row < HttpRows.COUNT; row++) {
                connection.send(rows.request(row));
                byte[] body = connection.receive();
                while (body == null) {
                    body = connection.receive();
                }
                rows.requireRight(row, body);
            }
        }
    }

    /** Waits until the server has given the right answers, for a minute at most. */
    void awaitAnswers() throws IOException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (true) {
            try {
                check();
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(100_000_000L);
            }
        }
    }

    /** Asks as fast as the answers come; returns the duration of each request in nanoseconds, sorted. */
    long[] closed(int connections, double seconds) throws IOException {
        return run(connections, seconds, 0);
    }

    /**
     * Asks at set times, whether or not other requests have been answered.
     *
     * @param rate the requests a second of all connections
     * @return the nanoseconds from the time that was set for each request to its answer, sorted
     */
    long[] paced(int connections, double seconds, double rate) throws IOException {
        return run(connections, seconds, connections / rate * 1e9);
    }

    private long[] run(int connections, double seconds, double period) throws IOException {
        try (Selector selector = Selector.open()) {
            HttpSchedule schedule = new HttpSchedule(rows, connections, seconds, period);
            for (int member = 0; member < connections; member++) {
                schedule.add(new HttpConnection(port), selector);
            }
            while (schedule.sendDue()) {
                long left = schedule.untilNext();
                if (left > 0 && selector.selectNow() == 0) {
                    LockSupport.parkNanos(Math.min(left, MAX_SLEEP));
                } else if (left < 0) {
                    selector.select();
                }
                selector.selectedKeys().forEach(key -> receive(schedule, key));
                selector.selectedKeys().clear();
            }
            return schedule.close();
        }
    }

    private static void receive(HttpSchedule schedule, SelectionKey key) {
        try {
            schedule.receive((HttpSchedule.Member) key.attachment());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
