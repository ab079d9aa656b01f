package keras4j.tune;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a search is.
 *
 * @param done trials that have ended
 * @param all how many there will be; empty where the search decides on its way
 * @param failed how many of those done have failed
 * @param elapsed the time since the search was begun or resumed
 * @param left the time that the others will take, by those of this time
 */
public record Progress(long done, OptionalLong all, long failed, Duration elapsed, Optional<Duration> left) {
    private static final int WIDTH = 20;

    /** As in {@code [#####...............] 21/81, 2 failed, 1:05 left}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        all.ifPresent(count -> {
            int full = (int) (WIDTH * done / Math.max(1, count));
            text.append('[')
                    .append("#".repeat(full))
                    .append(".".repeat(WIDTH - full))
                    .append("] ");
        });
        text.append(done);
        all.ifPresent(count -> text.append('/').append(count));
        if (failed > 0) {
            text.append(", ").append(failed).append(" failed");
        }
        left.ifPresent(time -> text.append(", ").append(clock(time)).append(" left"));
        return text.toString();
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
