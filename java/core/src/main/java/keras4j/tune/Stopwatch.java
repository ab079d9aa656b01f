package keras4j.tune;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The time, and who is told of it. */
final class Stopwatch {
    private final Study study;
    private final @Nullable Duration budget;
    private final Consumer<Progress> listener;
    private final long begun = System.nanoTime();
    private Optional<Extent> all;
    private long done;
    private long live;
    private long failed;

    Stopwatch(Study study, long seed, Consumer<Progress> listener) {
        this.study = study;
        this.budget = study.budget().time();
        this.all = within(study.search().extent(study.space(), study.folds().size(), seed));
        this.listener = listener;
    }

    private Optional<Extent> within(Optional<Extent> extent) {
        Integer points = study.budget().points();
        return points == null
                ? extent
                : extent.map(
                        each -> each.endedAfter((long) points * study.folds().size()));
    }

    /** The search has asked for more, and may know better how many trials it makes. */
    void asked(Optional<Extent> extent) {
        all = within(extent).or(() -> all);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Whether the budget is spent. */
    boolean over() {
        return budget != null && elapsed().compareTo(budget) >= 0;
    }

    /** What is left of the budget; a day where there is none. */
    Duration left() {
        return budget == null ? Duration.ofDays(1) : budget.minus(elapsed());
    }

    /** A task has ended, now or before the search was resumed. */
    void ended(List<Outcome> outcomes, boolean now) {
        done += outcomes.size();
        live += now ? outcomes.size() : 0;
        failed += outcomes.stream().filter(outcome -> outcome.failure() != null).count();
        listener.accept(new Progress(done, all, failed, elapsed(), rest()));
    }

    /** What the other trials take by those of this time, or what is left of the budget where that is less. */
    private Optional<Duration> rest() {
        Optional<Duration> trials = all.filter(any -> live > 0).map(extent -> elapsed()
                .multipliedBy(Math.max(0, extent.trials() - done))
                .dividedBy(live));
        Optional<Duration> time = Optional.ofNullable(budget).map(any -> over() ? Duration.ZERO : left());
        return Stream.concat(trials.stream(), time.stream()).min(Duration::compareTo);
    }
}
