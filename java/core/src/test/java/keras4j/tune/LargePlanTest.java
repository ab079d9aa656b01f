package keras4j.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Test of a plan of 100,000 trials on a simulated cluster of 1,000 executors, some of which are lost. */
@Tag("slow")
class LargePlanTest {
    private static final int EXECUTORS = 1_000;
    private static final int TRIALS = 100_000;
    private static final int CHECK_EVERY = 25_000;

    /** Simulated cluster. A full one ends a task at random; one that gets no more tasks ends all. */
    private static final class Cluster implements Runner {
        private record Running(Task task, CompletableFuture<List<TrialResult>> reply) {}

        private final Random random = new Random(1);
        private final List<Running> running = new ArrayList<>();
        private final List<WeakReference<Task>> known = new ArrayList<>();
        private int submissions;
        private int submissionsBefore;
        private int mostRunning;
        private int mostKnown;
        private int lost;

        @Override
        public int capacity() {
            return EXECUTORS;
        }

        @Override
        public synchronized CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
            CompletableFuture<List<TrialResult>> reply = new CompletableFuture<>();
            running.add(new Running(task, reply));
            known.add(new WeakReference<>(task));
            mostRunning = Math.max(mostRunning, running.size());
            submissions++;
            if (submissions % CHECK_EVERY == 0) {
                countKnown();
            }
            if (running.size() == EXECUTORS) {
                end(running.remove(random.nextInt(EXECUTORS)), random.nextInt(100) == 0);
            }
            return reply;
        }

        /** Counts the tasks that anything still refers to. */
        private void countKnown() {
            System.gc();
            known.removeIf(each -> each.refersTo(null));
            mostKnown = Math.max(mostKnown, known.size());
        }

        synchronized void endAllIfQuiet() {
            if (submissions == submissionsBefore) {
                running.forEach(each -> end(each, false));
                running.clear();
            }
            submissionsBefore = submissions;
        }

        private void end(Running ended, boolean loses) {
            if (loses) {
                lost++;
                ended.reply().completeExceptionally(new WorkerLostException("the executor was lost"));
            } else {
                ended.reply()
                        .complete(ended.task().trials().stream()
                                .map(KnownOptimumSearch::judge)
                                .toList());
            }
        }
    }

    @Test
    void the_driver_keeps_no_more_tasks_than_run_or_wait_in_the_window_of_the_plan() {
        Cluster cluster = new Cluster();
        Study study = KnownOptimumSearch.study().search(Search.random(TRIALS / KnownOptimumSearch.FOLDS.size()));
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = clock.scheduleAtFixedRate(cluster::endAllIfQuiet, 200, 200, TimeUnit.MILLISECONDS);
            Tuned tuned = study.run(cluster);
            assertEquals(TRIALS / 3, tuned.candidates().size());
            assertTrue(
                    tuned.candidates().stream().allMatch(each -> each.outcomes().size() == 3));
        } finally {
            clock.shutdownNow();
        }
        assertEquals(EXECUTORS, cluster.mostRunning);
        assertTrue(cluster.lost > 500, cluster.lost + " were lost");
        assertTrue(cluster.mostKnown < 2 * (EXECUTORS + TaskPlan.WINDOW_SIZE), cluster.mostKnown + " tasks are known");
    }
}
