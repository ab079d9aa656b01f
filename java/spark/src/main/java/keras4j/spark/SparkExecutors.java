package keras4j.spark;

import keras4j.internal.spark.SparkRunner;
import keras4j.internal.text.Preconditions;
import keras4j.resample.Folds;
import keras4j.tune.Runner;
import keras4j.tune.Tuning;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.dflib.DataFrame;

/**
 * Executors of Spark as runners of a hyperparameter search: {@code keras.tune(tuning, frame, SparkExecutors.of(spark))}.
 *
 * <p>The rows are sent to each executor once. A task of the search, one or several trainings, is a task of Spark, in a
 * worker process with one thread; trainings are combined as with local workers, so the results are equal. A task of a
 * lost executor is run again. Cancelling the search cancels its job group.
 */
public final class SparkExecutors implements Runner.Factory {
    private final JavaSparkContext spark;
    private final int most;

    private SparkExecutors(JavaSparkContext spark, int most) {
        this.spark = spark;
        this.most = most;
    }

    /**
     * {@return the executors of a session; as many tasks run at once as they have room for}
     *
     * @param spark the session
     */
    public static SparkExecutors of(SparkSession spark) {
        Preconditions.notNull("SparkExecutors", "spark", spark);
        return new SparkExecutors(JavaSparkContext.fromSparkContext(spark.sparkContext()), 0);
    }

    /**
     * {@return a copy with a number of tasks at once, which dynamic allocation needs: Spark adds executors for tasks
     * that wait}
     *
     * @param count the number, at least 1
     */
    public SparkExecutors tasksAtOnce(int count) {
        return new SparkExecutors(spark, Preconditions.atLeast("SparkExecutors", "tasksAtOnce", 1, count));
    }

    @Override
    public Runner runner(Tuning tuning, DataFrame frame, Folds folds) {
        Preconditions.notNull("SparkExecutors", "tuning", tuning);
        Preconditions.notNull("SparkExecutors", "frame", frame);
        Preconditions.notNull("SparkExecutors", "folds", folds);
        return new SparkRunner(spark, most, tuning, frame, folds);
    }

    @Override
    public boolean preflight() {
        return true;
    }

    @Override
    public String toString() {
        return "SparkExecutors of " + spark.sc().applicationId();
    }
}
