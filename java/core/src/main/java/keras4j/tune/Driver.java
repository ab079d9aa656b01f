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
import org.jspecify.annotations.Nullable;

/**
 * Runs a study: asks, plans, submits, collects. Results reach the search in the order of the plan, and only when a whole batch
 * has ended, so that nothing depends on who was faster.
 */
final class Driver {
    /** How often a task is tried whose worker is lost. */
    private static final int ATTEMPTS = 3;

    private record Arrival(
            Task task,
            int attempt,
            @Nullable List<Outcome> outcomes,
            @Nullable Throwable failure) {}

    private final Study study;
    private final long seed;
    private final Runner runner;
    private final @Nullable Journal journal;
    private final Asker asker;
    private final Stopwatch watch;
    private final Results results = new Results();
    private final Allowance allowance;
    private final Map<Integer, CompletableFuture<List<Outcome>>> running = new HashMap<>();
    private final Map<Integer, Arrival> ended = new TreeMap<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private Plan plan;
    private int written;

    Driver(Study study, long seed, Runner runner, Consumer<Progress> listener, @Nullable Journal journal) {
        this.study = study;
        this.seed = seed;
        this.runner = runner;
        this.journal = journal;
        this.asker = study.search().begin(study.space(), study.folds().size(), study.goal(), seed);
        this.watch = new Stopwatch(study, seed, listener);
        this.allowance = new Allowance(study.budget(), results);
        this.plan = new Plan(Collections.emptyIterator(), study.together(), 0);
    }

    Tuned run() {
        Ending ending = Ending.CANCELLED;
        try {
            ending = toTheEnd();
        } catch (InterruptedException | CancellationException cancelled) {
            Thread.currentThread().interrupt();
        } finally {
            giveUp();
        }
        return Tuned.of(study, seed, results, ending);
    }

    private Ending toTheEnd() throws InterruptedException {
        while (true) {
            if (!plan.hasNext() && running.isEmpty()) {
                write();
                if (allowance.spent()) {
                    return Ending.POINTS_SPENT;
                }
                plan = new Plan(allowance.of(asker.ask(results)), study.together(), plan.number());
                watch.asked(asker.extent());
                if (!plan.hasNext()) {
                    return allowance.spent() ? Ending.POINTS_SPENT : Ending.FINISHED;
                }
            }
            if (watch.over()) {
                return Ending.TIME_SPENT;
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
        List<Outcome> known = journal == null ? null : journal.outcomes(task);
        if (known == null) {
            submit(task, 1);
        } else {
            end(new Arrival(task, 0, known, null));
        }
    }

    private void submit(Task task, int attempt) {
        CompletableFuture<List<Outcome>> future;
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
        Arrival arrival = arrivals.poll(watch.left().toNanos(), TimeUnit.NANOSECONDS);
        if (arrival != null) {
            arrived(arrival);
        }
    }

    private void arrived(Arrival arrival) throws InterruptedException {
        running.remove(arrival.task().number());
        if (cause(arrival.failure()) instanceof CancellationException) {
            throw new InterruptedException();
        }
        if (cause(arrival.failure()) instanceof LostException && arrival.attempt() < ATTEMPTS) {
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
        watch.ended(outcomes(arrival), arrival.attempt() > 0);
        while (ended.containsKey(written)) {
            write(ended.remove(written++));
        }
    }

    /** The outcomes of all trials of a task; where it failed, the same reason for each. */
    private static List<Outcome> outcomes(Arrival arrival) {
        List<Outcome> outcomes = arrival.outcomes();
        int due = arrival.task().trials().size();
        if (outcomes != null && outcomes.size() == due) {
            return outcomes;
        }
        Throwable cause = cause(arrival.failure());
        String why = cause == null ? "runner must give " + due + " outcomes, got " + outcomes : reason(cause, arrival);
        return Collections.nCopies(due, Outcome.failed(why));
    }

    private static String reason(Throwable cause, Arrival arrival) {
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return cause instanceof LostException ? "lost " + arrival.attempt() + " times, at last: " + text : text;
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void write(@Nullable Arrival arrival) {
        if (arrival != null) {
            List<Outcome> outcomes = outcomes(arrival);
            for (int at = 0; at < outcomes.size(); at++) {
                results.put(arrival.task().trials().get(at), outcomes.get(at));
            }
        }
    }

    /** What has ended, in the order of the plan. */
    private void write() {
        ended.values().forEach(this::write);
        ended.clear();
        written = plan.number();
    }

    /** Ends what runs, and keeps what has ended. */
    private void giveUp() {
        for (Arrival last = arrivals.poll(); last != null; last = arrivals.poll()) {
            if (last.failure() == null) {
                keep(last);
            }
        }
        running.values().forEach(future -> future.cancel(true));
        write();
    }
}
