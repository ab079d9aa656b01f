package keras4j.benchmarks;

import java.util.List;
import java.util.Locale;

/** Situation in which all contenders are measured. */
enum ContenderMode {
    COLD(7),
    SERVE(7),
    FIRST(3),
    WARM(3),
    CROWD(3),
    NEIGHBOUR(3);

    /**
     * Number that is measured.
     *
     * @param key its name in the replies
     * @param description its name in the report, with its unit
     */
    record Figure(String key, String description) {}

    private static final Figure MEMORY = new Figure("peak_mb", "peak memory after it, MB");

    private final int rounds;

    ContenderMode(int rounds) {
        this.rounds = rounds;
    }

    List<Figure> figures() {
        return switch (this) {
            case COLD -> List.of(new Figure("seconds", "process start to the end of the first epoch, s"), MEMORY);
            case SERVE ->
                List.of(new Figure("seconds", "process start to the first answer from a kept model, s"), MEMORY);
            case FIRST ->
                List.of(
                        new Figure("call_1_us", "call 1, µs"),
                        new Figure("call_10_us", "call 10, µs"),
                        new Figure("call_100_us", "call 100, µs"),
                        new Figure("calls_1000_to_3000_us", "median of calls 1,000 to 3,000, µs"));
            case WARM ->
                List.of(
                        new Figure("one_row_us", "one row after 20,000 calls, median, µs"),
                        new Figure("rows_per_second", "batches of 1,000, rows a second"));
            case CROWD ->
                List.of(
                        new Figure("rows_per_second", "64 threads, one row each, rows a second"),
                        new Figure("p99_us", "99th percentile of a call, µs"));
            case NEIGHBOUR -> List.of(new Figure("slowdown", "one row, median beside a busy thread / alone"));
        };
    }

    /** Returns the name as an argument. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    int rounds() {
        return rounds;
    }

    /** Returns whether the start of the process is measured, so that files must have been read and compiled code kept before. */
    boolean isStart() {
        return this == COLD || this == SERVE;
    }
}
