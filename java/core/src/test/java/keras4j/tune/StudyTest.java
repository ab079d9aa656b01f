package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keras4j.expr.Hyperparameter;
import keras4j.expr.OpenRange;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.tune.SearchSession.TrialCount;
import keras4j.tune.Tuned.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudyTest {
    private static final Space WITH_EPOCHS =
            KnownOptimumSearch.SPACE.and(Space.of(Hyperparameter.of(Trial.EPOCHS, OpenRange.between(1, 27))));

    static Stream<Search> searches() {
        return Stream.of(
                Search.grid(4),
                Search.random(20),
                Search.spaceFilling(20),
                Search.halving(9),
                Search.hyperband(),
                Search.race(Search.grid(3)).burnIn(2),
                Search.annealing(15));
    }

    private record Prioritised(int priority, Runnable task) implements Runnable, Comparable<Prioritised> {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public int compareTo(Prioritised other) {
            return Integer.compare(priority, other.priority);
        }
    }

    /** Runs waiting tasks in a random order. */
    private static Executor shuffling(ThreadPoolExecutor pool) {
        Random random = new Random(5);
        return task -> pool.execute(new Prioritised(random.nextInt(), task));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void results_do_not_depend_on_workers_nor_on_who_ends_first(Search search) {
        Study study = Study.of(WITH_EPOCHS, KnownOptimumSearch.FOLDS, KnownOptimumSearch.RMSE)
                .search(search)
                .seed(9)
                .together(new BatchingRule(Set.of("x"), 4));
        Tuned alone = study.run(Runner.of(KnownOptimumSearch::judge));
        assertTrue(alone.candidates().size() > 3);
        for (int workers : new int[] {2, 4, 16}) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    workers / 2, workers / 2, 1, TimeUnit.MINUTES, new PriorityBlockingQueue<>());
            try {
                assertEquals(alone, study.run(Runner.of(KnownOptimumSearch::judge, shuffling(pool), workers)));
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("searches")
    void candidates_stand_in_the_order_in_which_they_were_asked_for(Search search) {
        Study study = Study.of(WITH_EPOCHS, KnownOptimumSearch.FOLDS, KnownOptimumSearch.RMSE)
                .search(search)
                .seed(9);
        Tuned alone = study.run(Runner.of(KnownOptimumSearch::judge));
        assertEquals(alone, study.together(new BatchingRule(Set.of("x"), 4)).run(Runner.of(KnownOptimumSearch::judge)));
        if (search instanceof NonAdaptiveSearch design) {
            assertEquals(
                    design.points(WITH_EPOCHS, 9).toList(),
                    alone.candidates().stream().map(Candidate::point).toList());
        }
    }

    @Test
    void trials_of_one_architecture_are_one_task() {
        BatchingRule together = new BatchingRule(Set.of("x"), 6);
        List<Task> tasks = tasks(together, Search.grid(4).levels(Trial.EPOCHS, 1));
        assertEquals(
                4 * 4 * 3, tasks.stream().mapToInt(task -> task.trials().size()).sum());
        for (Task task : tasks) {
            assertEquals(6, task.runs(together).size());
            assertEquals(
                    1,
                    task.trials().stream()
                            .map(trial -> trial.point().value("y"))
                            .distinct()
                            .count());
        }
    }

    @Test
    void tasks_of_one_architecture_are_as_large_as_each_other() {
        List<Task> tasks =
                tasks(new BatchingRule(Set.of("x", "y"), 32), Search.grid(3).levels(Trial.EPOCHS, 1));
        assertEquals(
                List.of(27), tasks.stream().map(task -> task.trials().size()).toList());
        List<Task> more =
                tasks(new BatchingRule(Set.of("x", "y"), 32), Search.grid(6).levels(Trial.EPOCHS, 1));
        assertEquals(
                List.of(30, 30, 30),
                more.stream().map(task -> task.trials().size()).toList());
    }

    @Test
    void one_training_serves_all_smaller_numbers_of_epochs() {
        List<Task> tasks = tasks(BatchingRule.ALONE, Search.grid(3));
        assertEquals(3 * 3 * 3, tasks.size());
        for (Task task : tasks) {
            assertEquals(1, task.runs(BatchingRule.ALONE).size());
            Task.Run run = task.runs(BatchingRule.ALONE).get(0);
            assertEquals(27L, run.point().value(Trial.EPOCHS));
            assertEquals(
                    List.of(1L, 14L, 27L),
                    run.trials().stream()
                            .map(at -> task.trials().get(at).point().value(Trial.EPOCHS))
                            .toList());
        }
    }

    @Test
    void trainings_that_do_not_pass_through_fewer_epochs_serve_one_number_each() {
        BatchingRule together = new BatchingRule(Set.of(), 1, false);
        List<Task> tasks = tasks(together, Search.grid(3));
        assertEquals(3 * 3 * 3 * 3, tasks.size());
        for (Task task : tasks) {
            assertEquals(
                    List.of(new Task.Run(
                            task.trials().get(0).point(), task.trials().get(0).fold(), List.of(0))),
                    task.runs(together));
        }
    }

    private static List<Task> tasks(BatchingRule together, Search search) {
        List<Task> tasks = new ArrayList<>();
        TaskPlan plan = new TaskPlan(
                search.begin(WITH_EPOCHS, 3, KnownOptimumSearch.RMSE, 1).ask(new Results()), together, 0);
        plan.forEachRemaining(tasks::add);
        return tasks;
    }

    @Test
    void a_failure_never_ends_a_search_and_says_why() {
        Tuned tuned = KnownOptimumSearch.study().run(Runner.of(trial -> {
            if (trial.point().number("y") == 0) {
                throw new IllegalStateException("block hidden: 0 units");
            }
            return KnownOptimumSearch.judge(trial);
        }));
        assertEquals(StopReason.FINISHED, tuned.ending());
        assertEquals(9, tuned.collectNotes().height());
        assertEquals(
                "Fold1|pre0_mod1_post0|error|block hidden: 0 units",
                KnownOptimumSearch.rows(tuned.collectNotes()).get(0));
        assertEquals(Point.of("x", 0.0).with("y", 2), tuned.selectBest(KnownOptimumSearch.RMSE));
    }

    @Test
    void a_lost_task_is_tried_twice_more_and_then_noted() {
        Map<Integer, Integer> attempts = new ConcurrentHashMap<>();
        Runner dying = new Runner() {
            @Override
            public int capacity() {
                return 2;
            }

            @Override
            public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
                attempts.put(task.number(), attempt);
                if (task.number() == 3 || (task.number() == 5 && attempt < 3)) {
                    return CompletableFuture.failedFuture(new WorkerLostException("worker 1 ended with signal 9"));
                }
                return CompletableFuture.completedFuture(
                        task.trials().stream().map(KnownOptimumSearch::judge).toList());
            }
        };
        Tuned tuned = KnownOptimumSearch.study().run(dying);
        assertEquals(3, attempts.get(3));
        assertEquals(3, attempts.get(5));
        assertEquals(1, attempts.get(4));
        assertEquals(
                List.of("Fold1|pre0_mod2_post0|error|lost 3 times, at last: worker 1 ended with signal 9"),
                KnownOptimumSearch.rows(tuned.collectNotes()));
    }

    @Test
    void a_runner_that_gives_too_little_or_throws_is_noted() {
        Runner wrong = new Runner() {
            @Override
            public int capacity() {
                return 1;
            }

            @Override
            public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
                if (task.number() == 0) {
                    throw new IllegalStateException("closed");
                }
                return CompletableFuture.completedFuture(List.of());
            }
        };
        List<String> notes =
                KnownOptimumSearch.rows(KnownOptimumSearch.study().run(wrong).collectNotes());
        assertEquals("Fold1|pre0_mod1_post0|error|closed", notes.get(0));
        assertEquals("Fold2|pre0_mod1_post0|error|runner must give 1 outcomes, got []", notes.get(1));
    }

    @Test
    void an_interrupt_keeps_what_is_done() {
        int[] count = {0};
        Tuned tuned = KnownOptimumSearch.study().run(Runner.of(trial -> {
            if (++count[0] == 10) {
                Thread.currentThread().interrupt();
            }
            return KnownOptimumSearch.judge(trial);
        }));
        assertTrue(Thread.interrupted());
        assertEquals(StopReason.CANCELLED, tuned.ending());
        assertEquals(10, tuned.collectFoldMetrics().height());
    }

    @Test
    void a_trial_that_is_cancelled_ends_the_search_without_being_noted() {
        Tuned tuned = KnownOptimumSearch.study().run(Runner.of(trial -> {
            if (trial.fold() == 2) {
                throw new CancellationException("by hand");
            }
            return KnownOptimumSearch.judge(trial);
        }));
        assertTrue(Thread.interrupted());
        assertEquals(StopReason.CANCELLED, tuned.ending());
        assertEquals(2, tuned.collectFoldMetrics().height());
        assertEquals(0, tuned.collectNotes().height());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void a_budget_of_points_is_kept(Search search) {
        Tuned tuned = Study.of(WITH_EPOCHS, KnownOptimumSearch.FOLDS, KnownOptimumSearch.RMSE)
                .search(search)
                .seed(9)
                .budget(Budget.NONE.points(4))
                .run(Runner.of(KnownOptimumSearch::judge));
        assertEquals(StopReason.POINTS_SPENT, tuned.ending());
        assertEquals(4, tuned.candidates().size());
    }

    @Test
    void without_time_nothing_is_begun() {
        Tuned tuned = KnownOptimumSearch.study()
                .budget(Budget.NONE.time(Duration.ZERO))
                .run(Runner.of(KnownOptimumSearch::judge));
        assertEquals(StopReason.TIME_SPENT, tuned.ending());
        assertEquals(List.of(), tuned.candidates());
        refused("budget: points must be at least 1 and time 0 or more, got 0 and null", () -> Budget.NONE.points(0));
    }

    @Test
    void progress_is_told_after_each_task() {
        List<SearchProgress> told = new ArrayList<>();
        KnownOptimumSearch.study().run(Runner.of(KnownOptimumSearch::judge), told::add);
        assertEquals(27, told.size());
        assertEquals(27, told.get(26).done());
        assertEquals(Duration.ZERO, told.get(26).left().orElseThrow());
        assertTrue(told.get(0).toString().startsWith("[....................] 1/27, "), told.get(0)::toString);
        assertTrue(told.get(26).toString().startsWith("[####################] 27/27, 0:00 left"));
    }

    @Test
    void progress_knows_the_budget_of_points() {
        List<SearchProgress> told = new ArrayList<>();
        KnownOptimumSearch.study()
                .search(Search.random(20))
                .budget(Budget.NONE.points(5))
                .run(Runner.of(KnownOptimumSearch::judge), told::add);
        assertEquals(Optional.of(TrialCount.exactly(15)), told.get(14).all());
    }

    @Test
    void progress_knows_the_budget_of_time() {
        List<SearchProgress> told = new ArrayList<>();
        Study study = KnownOptimumSearch.study().budget(Budget.NONE.time(Duration.ofHours(1)));
        study.run(Runner.of(KnownOptimumSearch::judge), told::add);
        assertTrue(told.get(0).left().orElseThrow().compareTo(Duration.ofMinutes(5)) < 0);
        told.clear();
        Search unknown = (space, folds, goal, seed) -> Search.random(2).begin(space, folds, goal, seed);
        study.search(unknown).run(Runner.of(KnownOptimumSearch::judge), told::add);
        assertTrue(told.get(0).toString().matches("1, at most (1:00:00|59:59|59:58) left"), told.get(0)::toString);
    }

    @Test
    void progress_of_a_search_that_decides_on_its_way_is_told_at_most() {
        List<String> extents = Stream.of(
                        Search.race(Search.random(4)), Search.annealing(9).initial(Search.random(2)))
                .map(search -> search.extent(KnownOptimumSearch.SPACE, 5, 1)
                        .orElseThrow()
                        .toString())
                .toList();
        assertEquals(List.of("at most 20", "at most 55"), extents);
        List<SearchProgress> told = new ArrayList<>();
        Study.of(KnownOptimumSearch.SPACE, KnownOptimumSearch.folds(10), KnownOptimumSearch.RMSE)
                .search(Search.race(Search.grid(5)))
                .seed(7)
                .run(Runner.of(KnownOptimumSearch::judge), told::add);
        assertEquals(TrialCount.atMost(250), told.get(0).all().orElseThrow());
        SearchProgress last = told.get(told.size() - 1);
        assertEquals(last.done(), last.all().orElseThrow().trials());
        assertTrue(last.done() < 250, last::toString);
    }

    @Test
    void progress_has_the_results_of_the_trials_that_have_just_ended() {
        List<SearchProgress> told = new ArrayList<>();
        Tuned tuned = KnownOptimumSearch.study().run(Runner.of(KnownOptimumSearch::judge), told::add);
        Map<Trial, TrialResult> heard = new HashMap<>();
        told.forEach(progress -> heard.putAll(progress.latest()));
        Map<Trial, TrialResult> results = new HashMap<>();
        tuned.candidates().forEach(candidate -> candidate
                .outcomes()
                .forEach((fold, result) -> results.put(new Trial(candidate.point(), fold), result)));
        assertTrue(results.size() >= 9, results::toString);
        assertEquals(results, heard);
    }

    @Test
    void progress_without_an_end_and_with_failures_is_shown_too() {
        SearchProgress open = new SearchProgress(3, Optional.empty(), 1, Duration.ZERO, Optional.empty(), Map.of());
        assertEquals("3, 1 failed", open.toString());
        SearchProgress long_ = new SearchProgress(
                1,
                Optional.of(TrialCount.exactly(4)),
                0,
                Duration.ZERO,
                Optional.of(Duration.ofSeconds(3725)),
                Map.of());
        assertEquals("[#####...............] 1/4, 1:02:05 left", long_.toString());
        SearchProgress most = new SearchProgress(
                3, Optional.of(TrialCount.atMost(4)), 2, Duration.ZERO, Optional.of(Duration.ofSeconds(65)), Map.of());
        assertEquals("[###############.....] 3 of at most 4, 2 failed, at most 1:05 left", most.toString());
    }

    @Test
    void a_trial_has_a_seed_of_its_own_whatever_its_epochs() {
        Trial trial = new Trial(Point.of("x", 0.5).with(Trial.EPOCHS, 3), 1);
        assertEquals(trial.seed(1), new Trial(Point.of(Trial.EPOCHS, 9).with("x", 0.5), 1).seed(1));
        Set<Long> seeds = new java.util.HashSet<>();
        for (int fold = 0; fold < 10; fold++) {
            for (int x = 0; x < 100; x++) {
                seeds.add(new Trial(Point.of("x", x), fold).seed(1));
            }
        }
        assertEquals(1000, seeds.size());
        assertTrue(seeds.stream().max(Comparator.naturalOrder()).orElseThrow() <= 4294967295L);
        assertTrue(seeds.stream().min(Comparator.naturalOrder()).orElseThrow() >= 0);
    }

    @Test
    void a_listener_that_throws_ends_the_search() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            refused("enough", () -> KnownOptimumSearch.study()
                    .run(Runner.of(KnownOptimumSearch::judge, pool, 2), progress -> {
                        throw new IllegalArgumentException("enough");
                    }));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void settings_are_checked() {
        refused(
                "study: criteria must have distinct names and not be empty, got [rmse, rmse]",
                () -> Study.of(
                        KnownOptimumSearch.SPACE,
                        KnownOptimumSearch.FOLDS,
                        KnownOptimumSearch.RMSE,
                        KnownOptimumSearch.RMSE));
        refused("BatchingRule: most must be at least 1, got 0", () -> new BatchingRule(Set.of(), 0));
    }
}
