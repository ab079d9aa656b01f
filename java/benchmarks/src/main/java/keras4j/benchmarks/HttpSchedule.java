package keras4j.benchmarks;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** Connections with the times at which they ask, and the durations of their requests. */
final class HttpSchedule {
    private static final int CHECKED = 64;

    private final HttpRows rows;
    private final int connections;
    private final double period;
    private final long start = System.nanoTime();
    private final long end;
    private final List<Member> all = new ArrayList<>();
    private final Queue<Member> idle = new PriorityQueue<>(Comparator.comparingLong(member -> member.due));
    private long[] taken = new long[1 << 16];
    private int answered;

    /**
     * Begins now.
     *
     * @param period the nanoseconds between two requests of a connection; 0 for requests as soon as the answers have come
     */
    HttpSchedule(HttpRows rows, int connections, double seconds, double period) {
        this.rows = rows;
        this.connections = connections;
        this.period = period;
        this.end = start + (long) (seconds * 1e9);
    }

    /** Connection with its next request. */
    static final class Member {
        private final HttpConnection connection;
        private final long first;
        private long due;
        private int row;
        private int asked;

        private Member(HttpConnection connection, long first, int row) {
            this.connection = connection;
            this.first = first;
            this.due = first;
            this.row = row;
        }
    }

    void add(HttpConnection connection, Selector selector) throws IOException {
        int number = all.size();
        Member member =
                new Member(connection, start + (long) (period * number / connections), number * 31 % HttpRows.COUNT);
        connection.register(selector, member);
        all.add(member);
        idle.add(member);
    }

    /** Sends the requests that are due; returns whether there is something to wait for. */
    boolean sendDue() throws IOException {
        long now = System.nanoTime();
        for (Member next = idle.peek(); next != null && next.due <= now && next.due < end; next = idle.peek()) {
            idle.remove();
            next.connection.send(rows.request(next.row));
        }
        Member next = idle.peek();
        return idle.size() < connections || (next != null && next.due < end);
    }

    /** Returns the nanoseconds until the next request; less than 0 if none will be sent before an answer has come. */
    long untilNext() {
        Member next = idle.peek();
        return next == null || next.due >= end ? -1 : Math.max(1, next.due - System.nanoTime());
    }

    /** Reads from a connection; after an answer it is idle until its next request. */
    void receive(Member member) throws IOException {
        byte[] body = member.connection.receive();
        if (body == null) {
            return;
        }
        long now = System.nanoTime();
        taken = answered == taken.length ? Arrays.copyOf(taken, 2 * answered) : taken;
        taken[answered++] = now - member.due;
        if (answered % CHECKED == 0) {
            rows.requireRight(member.row, body);
        }
        member.asked++;
        member.row = (member.row + 1) % HttpRows.COUNT;
        member.due = period > 0 ? member.first + (long) (member.asked * period) : now;
        idle.add(member);
    }

    /** Closes the connections, and returns the durations of all requests, sorted. */
    long[] close() throws IOException {
        for (Member member : all) {
            member.connection.close();
        }
        long[] sorted = Arrays.copyOf(taken, answered);
        Arrays.sort(sorted);
        return sorted;
    }
}
