package keras4j.tune;

import java.time.Duration;
import java.util.Optional;
import keras4j.tune.SearchSession.TrialCount;

/**
 * Progress of a search.
 *
 * @param done the number of trials that have ended
 * @param all the total number of trials; empty if the search does not know
 * @param failed the number of ended trials that failed
 * @param elapsed the time since the search was begun or resumed
 * @param left the estimated time for the other trials, at most the rest of the budget
 */
public record SearchProgress(
        long done, Optional<TrialCount> all, long failed, Duration elapsed, Optional<Duration> left) {
    private static final int BAR_WIDTH = 20;

    /**
     * Returns text such as {@code [#####...............] 21/81, 2 failed, 1:05 left} or {@code [#####...............]
     * 21 of at most 81}.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        all.ifPresent(extent -> text.append(bar(extent.trials())));
        text.append(done);
        all.ifPresent(extent -> text.append(extent.atMost() ? " of " : "/").append(extent));
        text.append(failed > 0 ? ", " + failed + " failed" : "");
        boolean atMost = all.isEmpty() || all.get().atMost();
        left.ifPresent(time ->
                text.append(atMost ? ", at most " : ", ").append(clock(time)).append(" left"));
        return text.toString();
    }

    private String bar(long count) {
        int full = (int) (BAR_WIDTH * done / Math.max(1, count));
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] ";
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
