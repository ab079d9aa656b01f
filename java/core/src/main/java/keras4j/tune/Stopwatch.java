package keras4j.tune;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The time, and who is told of it. */
final class Stopwatch {
    private final @Nullable Duration budget;
    private final OptionalLong all;
    private final Consumer<Progress> listener;
    private final long begun = System.nanoTime();
    private long done;
    private long live;
    private long failed;

    Stopwatch(Study study, long seed, Consumer<Progress> listener) {
        this.budget = study.budget().time();
        this.all = all(study, seed);
        this.listener = listener;
    }

    private static OptionalLong all(Study study, long seed) {
        int folds = study.folds().size();
        OptionalLong all = study.search().trials(study.space(), folds, seed);
        Integer points = study.budget().points();
        return all.isEmpty() || points == null
                ? all
                : OptionalLong.of(Math.min(all.getAsLong(), (long) points * folds));
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
        Duration elapsed = elapsed();
        Optional<Duration> rest = all.isEmpty() || live == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(Math.max(0, all.getAsLong() - done))
                        .dividedBy(live));
        listener.accept(new Progress(done, all, failed, elapsed, rest));
    }
}
