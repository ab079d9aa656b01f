package keras4j.tune;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import keras4j.tune.SearchSession.TrialCount;
import org.jspecify.annotations.Nullable;

/** Clock of a search, which also reports the progress to a listener. */
final class Stopwatch {
    private final Study study;
    private final @Nullable Duration budget;
    private final Consumer<SearchProgress> listener;
    private final long begun = System.nanoTime();
    private Optional<TrialCount> all;
    private long done;
    private long live;
    private long failed;

    Stopwatch(Study study, long seed, Consumer<SearchProgress> listener) {
        this.study = study;
        this.budget = study.budget().time();
        this.all = within(study.search().extent(study.space(), study.folds().size(), seed));
        this.listener = listener;
    }

    private Optional<TrialCount> within(Optional<TrialCount> extent) {
        Integer points = study.budget().points();
        return points == null
                ? extent
                : extent.map(
                        each -> each.endedAfter((long) points * study.folds().size()));
    }

    /** Updates the total number of trials, after the search has asked for more. */
    void asked(Optional<TrialCount> extent) {
        all = within(extent).or(() -> all);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Returns true if the budget of time is spent. */
    boolean over() {
        return budget != null && elapsed().compareTo(budget) >= 0;
    }

    /** Returns the rest of the budget; a day without one. */
    Duration left() {
        return budget == null ? Duration.ofDays(1) : budget.minus(elapsed());
    }

    /** Counts a task that has ended, now or before the search was resumed. */
    void ended(Task task, List<TrialResult> outcomes, boolean now) {
        done += outcomes.size();
        live += now ? outcomes.size() : 0;
        failed += outcomes.stream().filter(outcome -> outcome.failure() != null).count();
        listener.accept(new SearchProgress(done, all, failed, elapsed(), rest(), results(task, outcomes)));
    }

    private static Map<Trial, TrialResult> results(Task task, List<TrialResult> outcomes) {
        Map<Trial, TrialResult> results = new LinkedHashMap<>();
        for (int at = 0; at < outcomes.size(); at++) {
            results.put(task.trials().get(at), outcomes.get(at));
        }
        return results;
    }

    /** Returns the estimated time for the other trials, at most the rest of the budget. */
    private Optional<Duration> rest() {
        Optional<Duration> trials = all.filter(any -> live > 0)
                .map(extent -> Math.max(0.0, (double) (extent.trials() - done)) / live)
                .map(times -> Duration.ofMillis((long) (times * elapsed().toMillis())));
        Optional<Duration> time = Optional.ofNullable(budget).map(any -> over() ? Duration.ZERO : left());
        return Stream.concat(trials.stream(), time.stream()).min(Duration::compareTo);
    }
}
