package keras4j.internal.spark;

import keras4j.tune.Task;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Function that runs a task of a search on an executor.
 *
 * @param search the search, sent once
 * @param attempt the number of the attempt at the task
 */
record TrialFunction(Broadcast<SentSearch> search, int attempt) implements Function<String, String> {
    @Override
    public String call(String task) {
        return TaskReply.of(
                        () -> ExecutorSearches.with(search.value(), trials -> trials.run(Task.fromJson(task), attempt)))
                .json();
    }
}
