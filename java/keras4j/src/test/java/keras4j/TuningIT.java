package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static keras4j.measure.Measure.RMSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import keras4j.callback.Callbacks;
import keras4j.expr.CustomObject;
import keras4j.expr.Point;
import keras4j.internal.workflow.FrameChecksum;
import keras4j.optimizer.Optimizers;
import keras4j.resample.Resampling;
import keras4j.session.Preflight;
import keras4j.session.ProgressListener;
import keras4j.spec.Spec;
import keras4j.tune.Criterion;
import keras4j.tune.JournalException;
import keras4j.tune.Runner;
import keras4j.tune.Search;
import keras4j.tune.SearchProgress;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of searches: they find good values, and results do not depend on the number of workers. */
class TuningIT {
    private static final Keras KERAS = Keras.open();
    private static final DataFrame IRIS = IrisFixtures.FRAME;
    private static final Spec NETWORK = IrisFixtures.NETWORK;
    private static final Workflow OPEN = IrisFixtures.OPEN;

    @Test
    @Tag("once")
    void the_best_point_makes_a_workflow_that_fits() {
        Tuned tuned = KERAS.tune(OPEN, IRIS, folds(3), grid(2), metrics(ACCURACY));
        Workflow best = OPEN.at(tuned.selectBest(ACCURACY));
        LastFit last = KERAS.lastFit(
                best.spec(best.spec().epochs(30)),
                IRIS,
                Resampling.holdout(0.75).strata("species").seed(1).split(IRIS),
                metrics(ACCURACY));
        assertTrue(last.scores().value(ACCURACY) > 0.85, last.scores()::toString);
        assertEquals(
                last.predictions(),
                KERAS.predict(
                        last.fitted(),
                        Resampling.holdout(0.75)
                                .strata("species")
                                .seed(1)
                                .split(IRIS)
                                .assessment(IRIS)));
    }

    @Test
    @Tag("once")
    void somebody_else_may_run_the_trials() {
        Criterion criterion = Criterion.of(ACCURACY);
        Tuned tuned = KERAS.tune(
                Tuning.of(OPEN, folds(3), grid(2), metrics(ACCURACY)).seed(1), IRIS, (tuning, frame, folds) -> {
                    long seed = Objects.requireNonNull(tuning.options().seed());
                    return Runner.of(trial -> TrialResult.of(criterion, (trial.fold() + seed) / (folds.size() + 1.0)));
                });
        assertEquals(4, tuned.candidates().size());
        assertEquals(0.5, (double) tuned.collectMetrics().getColumn("mean").get(0), 1e-12);
    }

    @Test
    void a_trial_is_the_fit_that_its_program_would_be() {
        Tuned resampled = KERAS.fitResamples(
                OPEN.at(point(8, 0.1)), IRIS, Resampling.holdout(0.8).seed(3), metrics(MN_LOG_LOSS));
        var split = Resampling.holdout(0.8).seed(3).split(IRIS);
        Workflow same = workflow(OPEN.recipe(), OPEN.at(point(8, 0.1)).spec().seed(trialSeed()));
        double fitted =
                KERAS.lastFit(same, IRIS, split, metrics(MN_LOG_LOSS)).scores().value(MN_LOG_LOSS);
        assertEquals(
                fitted,
                resampled.collectMetrics().getColumn("mean").get(0) instanceof Number mean ? mean.doubleValue() : 0,
                1e-4);
    }

    private static long trialSeed() {
        return new keras4j.tune.Trial(Point.NONE, 0).seed(1);
    }

    private static Point point(int units, double rate) {
        return Point.of("hidden_units", units).with("hidden_rate", rate);
    }

    @Test
    @Tag("once")
    void epochs_before_the_last_come_from_one_training() {
        Workflow open = workflow(OPEN.recipe(), NETWORK.with("fit_epochs", between(1, 5)));
        Tuning tuning = Tuning.of(open, folds(2), grid(3), metrics(MN_LOG_LOSS)).workers(1);
        Tuned all = KERAS.tune(tuning, IRIS);
        Tuned one = KERAS.tune(tuning.search(Search.points(List.of(Point.of("fit_epochs", 3)))), IRIS);
        assertEquals(3, all.candidates().size());
        double there = mean(all, Point.of("fit_epochs", 3));
        assertEquals(mean(one, Point.of("fit_epochs", 3)), there, 1e-5);
        assertTrue(mean(all, Point.of("fit_epochs", 5)) < mean(all, Point.of("fit_epochs", 1)));
    }

    private static double mean(Tuned tuned, Point point) {
        return tuned.candidates().stream()
                .filter(candidate -> candidate.point().equals(point))
                .flatMap(candidate -> candidate.outcomes().values().stream())
                .mapToDouble(outcome -> outcome.value(tuned.criteria().get(0)))
                .average()
                .orElseThrow();
    }

    private static Tuned tuned(Spec spec, int levels) {
        Tuning tuning = Tuning.of(workflow(OPEN.recipe(), spec), folds(2), grid(levels), metrics(ACCURACY));
        Tuned tuned = KERAS.tune(tuning.workers(1), IRIS);
        assertEquals(List.of(), tuned.collectNotes().getColumn("note").toList(), tuned.collectNotes()::toString);
        assertEquals(tuned.candidates().size(), tuned.collectMetrics().height());
        return tuned;
    }

    @Test
    @Tag("once")
    void arguments_of_fit_and_compile_are_tuned() {
        Tuned tuned = tuned(
                NETWORK.with("fit_batch_size", between(8, 32))
                        .with("fit_epochs", between(1, 2))
                        .optimizer(oneOf(Optimizers.adam(), Optimizers.rmsprop()))
                        .with("compile_loss", oneOf("categorical_crossentropy", "kl_divergence")),
                2);
        assertEquals(16, tuned.candidates().size());
    }

    @Test
    @Tag("once")
    void several_blocks_are_tuned_left_out_and_repeated() {
        var block = block("any", dense(arg("units", 8)).activation(RELU));
        Spec spec = classifier("blocks", input(), block.as("first"), block.as("second"), output())
                .seed(1)
                .with("num_first", between(0, 2))
                .with("second_units", between(4, 8));
        assertEquals(
                6,
                tuned(spec, 3).candidates().stream()
                        .filter(each -> !Long.valueOf(6).equals(each.point().value("second_units")))
                        .count());
    }

    @Test
    @Tag("once")
    void a_graph_is_tuned_with_repetition() {
        var hidden = block("hidden", dense(arg("units", 8)).activation(RELU)).from("x");
        Spec spec = classifier("graph", input().as("x"), hidden, output().from("hidden"))
                .seed(1)
                .with("num_hidden", between(0, 2))
                .with("hidden_units", between(4, 8));
        assertTrue(tuned(spec, 2).candidates().size() >= 3);
    }

    @Test
    @Tag("once")
    void a_network_that_diverges_costs_itself_alone() {
        Workflow open = workflow(OPEN.recipe(), NETWORK.learnRate(between(0.01, 1e30)));
        List<Point> points = List.of(Point.of("learn_rate", 0.01), Point.of("learn_rate", 1e30));
        Tuned tuned = KERAS.tune(
                Tuning.of(open, folds(2), Search.points(points), metrics(MN_LOG_LOSS))
                        .workers(1),
                IRIS);
        assertEquals(points.get(0), tuned.selectBest(MN_LOG_LOSS));
        assertEquals(List.of(0L, 2L), failures(tuned), tuned.collectNotes()::toString);
    }

    /** Returns the number of failed trials of each candidate. */
    private static List<Long> failures(Tuned tuned) {
        return tuned.candidates().stream()
                .map(candidate -> candidate.outcomes().values().stream()
                        .filter(outcome -> outcome.failure() != null)
                        .count())
                .toList();
    }

    /** A network in whose first training its worker is killed; afterwards marks are there, and nothing happens. */
    private static Spec deadly(Path marks) {
        CustomObject deadly = CustomObject.of("deadly", """
                import os
                import signal


                def deadly(epoch, rate):
                    first = not os.path.exists("MARKS")
                    with open("MARKS", "a") as marks:
                        marks.write(str(os.getpid()) + "\\n")
                    if first:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return rate
                """.replace("MARKS", marks.toString()));
        return NETWORK.callbacks(Callbacks.learningRateScheduler(deadly)).with("hidden_rate", between(0.1, 0.3));
    }

    @Test
    @Tag("once")
    void a_worker_killed_in_the_middle_of_a_task_costs_an_attempt_and_changes_nothing(@TempDir Path folder)
            throws Exception {
        Path marks = folder.resolve("marks");
        Tuning tuning = Tuning.of(workflow(OPEN.recipe(), deadly(marks)), folds(2), grid(2), metrics(MN_LOG_LOSS))
                .workers(1);
        PrintStream before = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        Tuned struck;
        try {
            struck = KERAS.tune(tuning, IRIS);
        } finally {
            System.setErr(before);
        }
        List<String> pids = Files.readAllLines(marks);
        assertEquals(1 + 4 * 4, pids.size(), "an epoch, and then four fits of four epochs");
        assertEquals(1, Set.copyOf(pids.subList(1, pids.size())).size());
        assertNotEquals(pids.get(0), pids.get(1));
        String log = heard.toString(StandardCharsets.UTF_8);
        assertTrue(
                log.contains(
                        "WARN keras4j.python - Worker process " + pids.get(0) + " has died: it was killed by signal 9"),
                log);
        assertTrue(
                log.contains("WARN keras4j - Task 0 was lost in attempt 1 of 3: trial of iris: the worker process has"
                        + " ended: it was killed by signal 9"),
                log);
        assertEquals(struck, KERAS.tune(tuning, IRIS));
    }

    @Test
    @Tag("once")
    void a_search_that_was_ended_goes_on_from_its_journal(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("search.journal");
        Tuning tasks = Tuning.of(IrisFixtures.PREPARED, folds(2), grid(4), metrics(MN_LOG_LOSS, ACCURACY));
        Tuned whole = KERAS.tune(tasks.workers(1), IRIS);
        AtomicInteger ended = new AtomicInteger();
        Thread me = Thread.currentThread();
        ProgressListener stopping = new ProgressListener() {
            @Override
            public void onSearch(SearchProgress progress) {
                if (ended.incrementAndGet() == 1) {
                    me.interrupt();
                }
            }
        };
        Tuned part = KERAS.listening(stopping).tune(tasks.workers(1).journal(journal), IRIS);
        assertTrue(Thread.interrupted());
        assertTrue(part.candidates().size() < 4 || !part.equals(whole), part::toString);
        long size = Files.size(journal);
        assertEquals(whole, KERAS.tune(tasks.journal(journal), IRIS));
        assertTrue(Files.size(journal) > size);
        int[] order = IntStream.range(0, IRIS.height())
                .map(row -> IRIS.height() - 1 - row)
                .toArray();
        DataFrame reversed = IRIS.rows(order).select();
        assertEquals(
                "journal " + journal + ": it must be of the same search, got data " + FrameChecksum.of(reversed)
                        + " here, " + FrameChecksum.of(IRIS)
                        + " there; name another file, or delete this one to begin anew",
                assertThrows(JournalException.class, () -> KERAS.tune(tasks.journal(journal), reversed))
                        .getMessage());
    }

    @Test
    @Tag("once")
    void a_measure_that_does_not_suit_is_refused_before_a_worker_starts() {
        ProgressListener silent = new ProgressListener() {
            @Override
            public void onPreflight(Preflight preflight) {
                throw new AssertionError("something was built: " + preflight);
            }
        };
        refused(
                "Tuning: measures must suit 'species', which is one of 3 classes, got rmse",
                () -> KERAS.listening(silent).tune(OPEN, IRIS, folds(3), grid(2), metrics(ACCURACY, RMSE)));
    }

    @Test
    @Tag("once")
    void a_journal_needs_a_seed(@TempDir Path folder) {
        Workflow seedless =
                workflow("species ~ .", classifier("net", input(), output()).with("learn_rate", between(0.1, 0.2)));
        refused(
                "Tuning: seed must be set where there is a journal, so that a search which goes on has the same folds, got"
                        + " none; use seed(1)",
                () -> KERAS.tune(
                        Tuning.of(seedless, folds(2), grid(2)).journal(folder.resolve("search.journal")), IRIS));
    }
}
