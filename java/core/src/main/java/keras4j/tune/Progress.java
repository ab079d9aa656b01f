package keras4j.tune;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a search is.
 *
 * @param done trials that have ended
 * @param all how many there will be; empty where the search does not know
 * @param failed how many of those done have failed
 * @param elapsed the time since the search was begun or resumed
 * @param left the time that the others will take, by those of this time, but no more than the budget has left
 */
public record Progress(long done, Optional<Extent> all, long failed, Duration elapsed, Optional<Duration> left) {
    private static final int WIDTH = 20;

    /** As in {@code [#####...............] 21/81, 2 failed, 1:05 left} and {@code [#####...............] 21 of at most 81}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        all.ifPresent(extent -> text.append(bar(extent.trials())));
        text.append(done);
        all.ifPresent(extent -> text.append(extent.atMost() ? " of " : "/").append(extent));
        if (failed > 0) {
            text.append(", ").append(failed).append(" failed");
        }
        boolean atMost = all.isEmpty() || all.get().atMost();
        left.ifPresent(time ->
                text.append(atMost ? ", at most " : ", ").append(clock(time)).append(" left"));
        return text.toString();
    }

    private String bar(long count) {
        int full = (int) (WIDTH * done / Math.max(1, count));
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] ";
    }

    private static String clock(Duration time) {
        long seconds = time.plusMillis(500).toSeconds();
        String minutes = seconds < 3600 ? String.valueOf(seconds / 60) : seconds / 3600 + ":" + two(seconds / 60 % 60);
        return minutes + ":" + two(seconds % 60);
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
