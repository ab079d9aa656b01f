package keras4j.tune;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import keras4j.internal.text.Quoted;
import keras4j.tune.Tuned.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Main loop of a study: it asks the search, plans tasks, submits them and collects the results. The search gets the
 * results in the order of the plan, and only after a whole batch has ended, so that nothing depends on the speed of
 * tasks.
 */
final class StudyRunner {
    private record Arrival(
            Task task,
            int attempt,
            @Nullable List<TrialResult> outcomes,
            @Nullable Throwable failure) {}

    private final Study study;
    private final long seed;
    private final Runner runner;
    private final @Nullable SearchJournal journal;
    private final SearchSession asker;
    private final Stopwatch watch;
    private final Results results = new Results();
    private final PointBudget allowance;
    private final Map<Integer, CompletableFuture<List<TrialResult>>> running = new HashMap<>();
    private final Map<Integer, Arrival> ended = new TreeMap<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private TaskPlan plan;
    private int recorded;

    StudyRunner(
            Study study, long seed, Runner runner, Consumer<SearchProgress> listener, @Nullable SearchJournal journal) {
        this.study = study;
        this.seed = seed;
        this.runner = runner;
        this.journal = journal;
        this.asker = study.search().begin(study.space(), study.folds().size(), study.goal(), seed);
        this.watch = new Stopwatch(study, seed, listener);
        this.allowance = new PointBudget(study.budget(), results);
        this.plan = new TaskPlan(Collections.emptyIterator(), study.together(), 0);
    }

    Tuned run() {
        StopReason ending = StopReason.CANCELLED;
        try {
            ending = runToEnd();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        } catch (CancellationException cancelled) {
            ending = cancelled();
        } finally {
            cancelRunning();
        }
        return Tuned.of(study, seed, results, ending);
    }

    /** Returns why a sampler gave up: it was interrupted, or the time of the search was over. */
    private StopReason cancelled() {
        if (study.budget().time() != null && !Thread.currentThread().isInterrupted()) {
            return StopReason.TIME_SPENT;
        }
        Thread.currentThread().interrupt();
        return StopReason.CANCELLED;
    }

    private StopReason runToEnd() throws InterruptedException {
        while (true) {
            if (!plan.hasNext() && running.isEmpty()) {
                flush();
                if (allowance.spent()) {
                    return StopReason.POINTS_SPENT;
                }
                plan = new TaskPlan(allowance.of(asker.ask(results)), study.together(), plan.number());
                watch.asked(asker.extent());
                if (!plan.hasNext()) {
                    return allowance.spent() ? StopReason.POINTS_SPENT : StopReason.FINISHED;
                }
            }
            if (watch.over()) {
                return StopReason.TIME_SPENT;
            }
            if (plan.hasNext() && running.size() < runner.capacity()) {
                start(plan.next());
            } else {
                collect();
            }
        }
    }

    private void start(Task task) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<TrialResult> known = journal == null ? null : known(journal, task);
        if (known == null) {
            submit(task, 1);
        } else {
            end(new Arrival(task, 0, known, null));
        }
    }

    /** Returns the outcomes of a task in the journal, which must be that of this search. */
    private @Nullable List<TrialResult> known(SearchJournal kept, Task task) {
        kept.identify(JournalHeader.of(study));
        return kept.outcomes(task);
    }

    private void submit(Task task, int attempt) {
        CompletableFuture<List<TrialResult>> future;
        try {
            future = runner.submit(task, attempt);
        } catch (RuntimeException e) {
            future = CompletableFuture.failedFuture(e);
        }
        running.put(task.number(), future);
        var unused =
                future.whenComplete((outcomes, failure) -> arrivals.add(new Arrival(task, attempt, outcomes, failure)));
    }

    private void collect() throws InterruptedException {
        Arrival arrival = arrivals.poll(TimeUnit.NANOSECONDS.convert(watch.left()), TimeUnit.NANOSECONDS);
        if (arrival != null) {
            onCompleted(arrival);
        }
    }

    private void onCompleted(Arrival arrival) throws InterruptedException {
        running.remove(arrival.task().number());
        if (cause(arrival.failure()) instanceof CancellationException) {
            throw new InterruptedException();
        }
        if (cause(arrival.failure()) instanceof WorkerLostException && arrival.attempt() < Runner.MAX_ATTEMPTS) {
            submit(arrival.task(), arrival.attempt() + 1);
            return;
        }
        keep(arrival);
    }

    private void keep(Arrival arrival) {
        Arrival whole = new Arrival(arrival.task(), arrival.attempt(), outcomes(arrival), null);
        if (journal != null) {
            journal.write(whole.task(), outcomes(whole));
        }
        end(whole);
    }

    private void end(Arrival arrival) {
        ended.put(arrival.task().number(), arrival);
        watch.ended(arrival.task(), outcomes(arrival), arrival.attempt() > 0);
        while (ended.containsKey(recorded)) {
            record(ended.remove(recorded++));
        }
    }

    /** Returns the outcomes of all trials of a task; if the task failed, the same reason for each. */
    private static List<TrialResult> outcomes(Arrival arrival) {
        List<TrialResult> outcomes = arrival.outcomes();
        int due = arrival.task().trials().size();
        if (outcomes != null && outcomes.size() == due) {
            return outcomes;
        }
        Throwable cause = cause(arrival.failure());
        String why = cause == null
                ? "runner must give " + due + " outcomes, got " + Quoted.cut(outcomes)
                : reason(cause, arrival);
        return Collections.nCopies(due, TrialResult.failed(why));
    }

    private static String reason(Throwable cause, Arrival arrival) {
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return cause instanceof WorkerLostException ? "lost " + arrival.attempt() + " times, at last: " + text : text;
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void record(@Nullable Arrival arrival) {
        if (arrival != null) {
            List<TrialResult> outcomes = outcomes(arrival);
            for (int at = 0; at < outcomes.size(); at++) {
                results.put(arrival.task().trials().get(at), outcomes.get(at));
            }
        }
    }

    /** Records all completed tasks, in the order of the plan, even if an earlier task is missing. */
    private void flush() {
        ended.values().forEach(this::record);
        ended.clear();
        recorded = plan.number();
    }

    /** Cancels running tasks, and keeps the outcomes of ended ones. */
    private void cancelRunning() {
        for (Arrival last = arrivals.poll(); last != null; last = arrivals.poll()) {
            if (last.failure() == null) {
                keep(last);
            }
        }
        running.values().forEach(future -> future.cancel(true));
        flush();
    }
}
