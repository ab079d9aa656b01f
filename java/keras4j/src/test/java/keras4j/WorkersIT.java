package keras4j;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static keras4j.measure.Measure.RMSE;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.callback.Callbacks;
import keras4j.data.Datasets;
import keras4j.model.Backend;
import keras4j.resample.Resampling;
import keras4j.session.ProgressListener;
import keras4j.spec.Spec;
import keras4j.tune.Candidate;
import keras4j.tune.SearchProgress;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.tune.Workers;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the special features of worker processes. */
@Tag("once")
class WorkersIT {
    private static final Keras KERAS = Keras.open();
    private static Tuned one;

    /** Trials that are trained together, and trials that are trained one by one. */
    private static Tuning tuning() {
        Spec spec = IrisFixtures.NETWORK.with("hidden_rate", between(0.1, 0.3));
        return Tuning.of(
                        workflow(IrisFixtures.PREPARED.recipe(), spec),
                        folds(2),
                        grid(2).levels("imputeKnn_neighbors", 4),
                        metrics(MN_LOG_LOSS, ACCURACY))
                .savePredictions();
    }

    @BeforeAll
    static void one_worker_finds_something() {
        one = KERAS.tune(tuning().workers(1), IrisFixtures.FRAME);
        assertEquals(8, one.candidates().size());
        assertEquals(List.of(), one.collectNotes().getColumn("note").toList(), one.collectNotes()::toString);
    }

    @Test
    void one_worker_and_two_find_the_same_to_the_bit() {
        assertEquals(one, KERAS.tune(tuning().workers(2), IrisFixtures.FRAME));
    }

    /** Java divides the trials among the workers. */
    @Test
    void one_worker_and_four_find_the_same_to_the_bit() {
        assertEquals(one, KERAS.tune(tuning().workers(4), IrisFixtures.FRAME));
    }

    private static Tuning prepared() {
        return Tuning.of(IrisFixtures.PREPARED, folds(2), grid(2), metrics(MN_LOG_LOSS))
                .workers(1);
    }

    @Test
    @Tag("jax")
    void workers_may_have_another_backend_than_the_session() {
        Tuning here = prepared();
        Tuned there = KERAS.tune(here.workers(Workers.of(1).backend(Backend.TENSORFLOW)), IrisFixtures.FRAME);
        assertEquals(List.of(), there.collectNotes().getColumn("note").toList(), there.collectNotes()::toString);
        Tuned near = KERAS.tune(here, IrisFixtures.FRAME);
        assertEquals(
                near.candidates().stream().map(Candidate::point).toList(),
                there.candidates().stream().map(Candidate::point).toList());
        assertFalse(near.equals(there), "the other backend was not used");
        assertEquals(near.showBest().height(), there.showBest().height());
    }

    @Test
    @Tag("jax")
    void what_writes_files_or_needs_a_model_is_left_out_of_trials(@TempDir Path folder) throws Exception {
        Spec plain = IrisFixtures.NETWORK.with("hidden_rate", between(0.1, 0.3));
        Spec writing = plain.callbacks(
                        Callbacks.csvLogger(folder.resolve("log.csv").toString()),
                        Callbacks.backupAndRestore(folder.resolve("backup").toString()))
                .laplace();
        Map<Integer, TrialResult> due = outcomes(plain);
        assertEquals(due, outcomes(writing));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private static Map<Integer, TrialResult> outcomes(Spec spec) {
        Tuned tuned = KERAS.tune(
                Tuning.of(workflow(IrisFixtures.OPEN.recipe(), spec), folds(2), grid(2), metrics(MN_LOG_LOSS))
                        .workers(1),
                IrisFixtures.FRAME);
        return tuned.candidates().get(0).outcomes();
    }

    @Test
    void a_worker_serves_the_next_search_of_its_session_and_ends_with_the_session() {
        Set<Long> before = pids();
        Set<Long> first;
        try (Keras other = Keras.open()) {
            Tuned tuned = other.tune(prepared(), IrisFixtures.FRAME);
            first = new TreeSet<>(pids());
            first.removeAll(before);
            assertEquals(1, first.size());
            assertEquals(tuned, other.tune(prepared(), IrisFixtures.FRAME));
            Set<Long> second = new TreeSet<>(pids());
            second.removeAll(before);
            assertEquals(first, second);
        }
        await().until(() -> pids().stream().noneMatch(first::contains));
    }

    private static Set<Long> pids() {
        return IrisFixtures.workers().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    @Test
    void a_worker_computes_with_one_thread_in_a_process_group_of_its_own() {
        List<String> variables = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        ProgressListener looking = new ProgressListener() {
            @Override
            public void onSearch(SearchProgress progress) {
                ProcessHandle worker = IrisFixtures.workers().findAny().orElseThrow();
                variables.addAll(List.of(proc(worker, "environ").split("\0", -1)));
                String stat = proc(worker, "stat");
                groups.add(worker.pid() + " in "
                        + stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2]);
            }
        };
        KERAS.listening(looking).tune(prepared(), IrisFixtures.FRAME);
        assertTrue(
                variables.containsAll(List.of("NPROC=1", "TF_NUM_INTRAOP_THREADS=1", "TF_NUM_INTEROP_THREADS=1")),
                variables::toString);
        String pid = groups.get(0).split(" in ", -1)[0];
        assertEquals(Set.of(pid + " in " + pid), Set.copyOf(groups));
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The power of cars in the first rows, by which the first fold alone learns, is not known. */
    private static DataFrame gaps() {
        DataFrame cars = Datasets.mtcars();
        List<@Nullable Object> power = new ArrayList<>(cars.getColumn("hp").toList());
        power.subList(0, 12).replaceAll(known -> null);
        return cars.cols("hp").merge(Series.ofIterable(power));
    }

    @Test
    @Tag("jax")
    void a_recipe_that_fails_on_one_fold_costs_that_fold_alone() {
        Spec spec = regressor(
                        "cars", input(), block("hidden", dense(between(4, 8)).activation(RELU)), output())
                .seed(1);
        Workflow flow = workflow(recipe("mpg ~ .").imputeMean(numericPredictors()), spec);
        Tuned tuned = KERAS.tune(
                Tuning.of(flow, Resampling.rollingOrigin(12, 5).skip(4), grid(2), metrics(RMSE))
                        .workers(1),
                gaps());
        for (Candidate each : tuned.candidates()) {
            List<@Nullable String> failures =
                    each.outcomes().values().stream().map(TrialResult::failure).toList();
            assertEquals(
                    Arrays.asList("Recipe: column 'hp' must have a value to learn from, got none", null, null, null),
                    failures);
        }
        assertEquals(2, tuned.candidates().size());
    }
}
