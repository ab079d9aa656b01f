package keras4j.internal.spark;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import keras4j.internal.trial.RemoteSearch;
import keras4j.resample.Folds;
import keras4j.tune.Runner;
import keras4j.tune.Task;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuning;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.AsyncRDDActions;
import org.apache.spark.rdd.RDD;
import org.dflib.DataFrame;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Runner of a search's tasks on executors: each is one job of one Spark task, all in one job group. */
public final class SparkRunner implements Runner, AutoCloseable {
    private static final ClassTag<String> TEXT = ClassTag$.MODULE$.apply(String.class);

    private final JavaSparkContext spark;
    private final int most;
    private final String name;
    private final String group;
    private final Broadcast<SentSearch> search;

    /**
     * Creates a runner, and sends the rows.
     *
     * @param most the number of tasks at once; 0 for as many as the executors have room for
     */
    public SparkRunner(JavaSparkContext spark, int most, Tuning tuning, DataFrame frame, Folds folds) {
        this.spark = spark;
        this.most = most;
        this.name = tuning.workflow().spec().name();
        new ExecutorMemory(spark.getConf()).require(0, RemoteSearch.of(tuning).backend());
        SentSearch sent = new SentSearch(tuning, frame, folds);
        this.group = sent.id();
        this.search = spark.broadcast(sent);
    }

    @Override
    public int capacity() {
        int cores = spark.sc().conf().getInt("spark.task.cpus", 1);
        return most > 0 ? most : Math.max(1, spark.defaultParallelism() / cores);
    }

    @Override
    public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
        SparkContext context = spark.sc();
        Properties callers = context.getLocalProperties();
        try {
            context.setLocalProperties(new Properties(callers));
            context.setJobGroup(group, description(task, attempt), true);
            return SparkJob.of(actions(task, attempt).collectAsync());
        } finally {
            context.setLocalProperties(callers);
        }
    }

    private AsyncRDDActions<String> actions(Task task, int attempt) {
        RDD<String> replies = spark.parallelize(List.of(task.json()), 1)
                .map(new TrialFunction(search, attempt))
                .rdd();
        return new AsyncRDDActions<>(replies, TEXT);
    }

    private String description(Task task, int attempt) {
        return "keras4j search " + name + ": task " + task.number() + " of "
                + task.trials().size() + " trials" + (attempt > 1 ? ", attempt " + attempt : "");
    }

    /** Ends what still runs, and removes the rows from the executors. An interrupt is left to the caller. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            spark.sc().cancelJobGroup(group);
            search.destroy();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
