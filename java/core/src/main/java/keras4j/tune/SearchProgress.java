package keras4j.tune;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressText;
import keras4j.tune.SearchSession.TrialCount;

/**
 * Progress of a search.
 *
 * @param done the number of trials that have ended
 * @param all the total number of trials; empty if the search does not know
 * @param failed the number of ended trials that failed
 * @param elapsed the time since the search was begun or resumed
 * @param left the estimated time for the other trials, at most the rest of the budget
 * @param latest the results of the trials that have just ended
 */
public record SearchProgress(
        long done,
        Optional<TrialCount> all,
        long failed,
        Duration elapsed,
        Optional<Duration> left,
        Map<Trial, TrialResult> latest) {
    /**
     * Checks the components, and copies the results.
     *
     * @param done the number of trials that have ended
     * @param all the total number of trials; empty if the search does not know
     * @param failed the number of ended trials that failed
     * @param elapsed the time since the search was begun or resumed
     * @param left the estimated time for the other trials, at most the rest of the budget
     * @param latest the results of the trials that have just ended
     */
    public SearchProgress {
        Preconditions.between("SearchProgress", "done", 0, Long.MAX_VALUE, done);
        Preconditions.between("SearchProgress", "failed", 0, done, failed);
        Preconditions.notNull("SearchProgress", "all", all);
        Preconditions.notNull("SearchProgress", "elapsed", elapsed);
        Preconditions.notNull("SearchProgress", "left", left);
        latest = Preconditions.entries("SearchProgress", "latest", latest);
    }

    /**
     * Returns text such as {@code [#####...............] 21/81, 2 failed, 1:05 left} or {@code [#####...............]
     * 21 of at most 81}.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        all.ifPresent(extent -> text.append(ProgressText.bar((double) done / Math.max(1, extent.trials())))
                .append(" "));
        text.append(done);
        all.ifPresent(extent -> text.append(extent.atMost() ? " of " : "/").append(extent));
        text.append(failed > 0 ? ", " + failed + " failed" : "");
        boolean atMost = all.isEmpty() || all.get().atMost();
        left.ifPresent(time -> text.append(atMost ? ", at most " : ", ").append(ProgressText.left(time)));
        return text.toString();
    }
}
