package keras4j.spark;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.ROC_AUC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.internal.spark.ExecutorCounts;
import keras4j.session.ProgressListener;
import keras4j.spec.AnyLayer;
import keras4j.tune.SearchProgress;
import keras4j.tune.Tuned;
import keras4j.tune.Tuned.StopReason;
import keras4j.tune.Tuning;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.dflib.DataFrame;
import org.dflib.Printers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of searches on two executors in JVMs of their own. */
@ExtendWith(LocalCluster.class)
class SearchIT {
    private static final SparkSession SPARK = LocalCluster.spark();
    private static final Keras KERAS = Keras.open();
    private static final DataFrame IRIS = Datasets.iris();
    private static final Tuned LOCAL = KERAS.tune(iris().savePredictions(), IRIS);

    @AfterAll
    static void close() {
        KERAS.close();
    }

    /** Returns a search of rates and widths, which are trained together, and of depths, which are not. */
    private static Tuning iris() {
        var hidden = block("hidden", dense(arg("units", 8)).activation(RELU), dropout(arg("rate", 0.1)));
        var spec = classifier("iris", input(), hidden, output())
                .with("num_hidden", between(1, 2))
                .with("hidden_units", oneOf(4, 8))
                .with("hidden_rate", between(0.0, 0.2))
                .epochs(5)
                .seed(1);
        return Tuning.of(workflow("species ~ .", spec), folds(3), grid(2), metrics(ACCURACY, ROC_AUC))
                .workers(2)
                .seed(7);
    }

    /** Returns a search of six trainings, one after another, because batches are counted. */
    private static Tuning sixTasks(int epochs) {
        var hidden = block("hidden", dense(8).activation(RELU), dropout(arg("rate", 0.1)));
        var spec = classifier("iris", input(), hidden, output())
                .with("hidden_rate", between(0.0, 0.2))
                .stepsPerEpoch(3)
                .epochs(epochs)
                .seed(1);
        return Tuning.of(workflow("species ~ .", spec), folds(3), grid(2), metrics(ACCURACY))
                .workers(2)
                .seed(7);
    }

    private static String table(Tuned tuned) {
        return text(tuned.collectFoldMetrics());
    }

    private static String text(DataFrame frame) {
        return Printers.tabular(10_000, 200).toString(frame);
    }

    private static void assertSame(Tuned expected, Tuned got) {
        assertEquals(expected.candidates(), got.candidates());
        assertEquals(table(expected), table(got));
    }

    @Test
    void a_search_has_the_same_table_to_the_bit_as_with_local_workers_and_shows_what_runs() {
        Jobs jobs = new Jobs();
        SPARK.sparkContext().addSparkListener(jobs);
        List<SearchProgress> heard = Collections.synchronizedList(new ArrayList<>());
        Tuned tuned = KERAS.listening(new ProgressListener() {
                    @Override
                    public void onSearch(SearchProgress progress) {
                        heard.add(progress);
                    }
                })
                .tune(iris().savePredictions(), IRIS, SparkExecutors.of(SPARK));
        assertSame(LOCAL, tuned);
        assertEquals(text(LOCAL.collectPredictions()), text(tuned.collectPredictions()));
        assertFalse(heard.isEmpty());
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> jobs.descriptions.size() >= 2);
        assertTrue(
                jobs.descriptions.stream()
                        .allMatch(each -> each.matches("keras4j search iris: task \\d+ of \\d+ trials")),
                jobs.descriptions::toString);
        assertEquals(1, jobs.groups.size(), jobs.groups::toString);
        assertEquals(null, SPARK.sparkContext().getLocalProperty("spark.jobGroup.id"));
        SPARK.sparkContext().removeSparkListener(jobs);
    }

    @Test
    void a_network_that_cannot_be_built_is_left_out_as_with_local_workers() {
        var hidden = block("hidden", dense(between(4, 5))).from("x");
        var folded = block("folded", AnyLayer.of("keras.layers.Reshape").with("target_shape", List.of(4)))
                .from("hidden");
        var spec = classifier("folding", input().as("x"), hidden, folded, output().from("folded"))
                .epochs(2)
                .seed(1);
        Tuning tuning = Tuning.of(workflow("species ~ .", spec), folds(2), grid(2), metrics(ACCURACY))
                .workers(2)
                .seed(7);
        Tuned local = KERAS.tune(tuning, IRIS);
        assertTrue(local.collectNotes().height() > 0, local::toString);
        assertSame(local, KERAS.tune(tuning, IRIS, SparkExecutors.of(SPARK)));
    }

    @Test
    void a_local_search_goes_on_from_the_journal_of_one_on_executors(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("search.jsonl");
        Tuning tuning = iris().savePredictions().journal(journal);
        assertSame(LOCAL, KERAS.tune(tuning, IRIS, SparkExecutors.of(SPARK)));
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));
        assertSame(LOCAL, KERAS.tune(tuning, IRIS));
        assertEquals(new TreeSet<>(lines), new TreeSet<>(Files.readAllLines(journal)));
    }

    @Test
    void a_killed_executor_costs_no_trial() {
        Tuning tuning = sixTasks(100);
        Tuned local = KERAS.tune(tuning, IRIS);
        for (int round = 0; round < Killer.ROUNDS; round++) {
            ExecutorCounts victim = ExecutorCounts.of(SPARK).values().iterator().next();
            assertSame(
                    local,
                    Killer.of(SPARK, List.of(victim.process()))
                            .during(() -> KERAS.tune(tuning, IRIS, SparkExecutors.of(SPARK))));
            Killer.awaitEnd(victim.process());
            victim.children().forEach(Killer::awaitEnd);
        }
    }

    @Test
    void killed_worker_processes_cost_no_trial() {
        Tuning tuning = sixTasks(101);
        Tuned local = KERAS.tune(tuning, IRIS);
        for (int round = 0; round < Killer.ROUNDS; round++) {
            Collection<ExecutorCounts> executors = ExecutorCounts.of(SPARK).values();
            AtomicBoolean begun = new AtomicBoolean();
            Killer killer = new Killer(() -> begun.get() ? workers(executors) : Stream.empty());
            assertSame(local, killer.during(() -> KERAS.listening(begins(begun))
                    .tune(tuning, IRIS, SparkExecutors.of(SPARK))));
        }
    }

    private static Stream<ProcessHandle> workers(Collection<ExecutorCounts> executors) {
        return executors.stream()
                .flatMap(executor -> ProcessHandle.of(executor.process()).stream())
                .flatMap(ProcessHandle::children);
    }

    private static ProgressListener begins(AtomicBoolean begun) {
        return new ProgressListener() {
            @Override
            public void onSearch(SearchProgress progress) {
                begun.set(true);
            }
        };
    }

    /** Starts a long search, and waits until a job of it runs. */
    private static FutureTask<Tuned> started(Consumer<Thread> end) throws Exception {
        FutureTask<Tuned> search = new FutureTask<>(() -> KERAS.tune(sixTasks(20_000), IRIS, SparkExecutors.of(SPARK)));
        Thread searching = new Thread(search);
        searching.start();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> SPARK.sparkContext().statusTracker().getActiveJobIds().length > 0);
        end.accept(searching);
        return search;
    }

    @Test
    void an_interrupted_search_ends_its_jobs_and_has_the_results_so_far() throws Exception {
        FutureTask<Tuned> search = started(Thread::interrupt);
        assertEquals(StopReason.CANCELLED, search.get(30, TimeUnit.SECONDS).ending());
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> SPARK.sparkContext().statusTracker().getActiveStageIds().length == 0);
    }

    @Test
    void a_search_whose_jobs_somebody_cancels_has_the_results_so_far() throws Exception {
        FutureTask<Tuned> search = started(any -> SPARK.sparkContext().cancelAllJobs());
        assertEquals(StopReason.CANCELLED, search.get(30, TimeUnit.SECONDS).ending());
    }

    /** Groups and descriptions of the jobs that were started. */
    private static final class Jobs extends SparkListener {
        private final Set<String> descriptions = new ConcurrentSkipListSet<>();
        private final Set<String> groups = new ConcurrentSkipListSet<>();

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            descriptions.add(String.valueOf(job.properties().getProperty("spark.job.description")));
            groups.add(String.valueOf(job.properties().getProperty("spark.jobGroup.id")));
        }
    }
}
