package keras4j.internal.spark;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import keras4j.tune.TrialResult;
import keras4j.tune.WorkerLostException;
import org.apache.spark.FutureAction;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.FutureConverters;

/** Job of Spark that runs one task of a search; cancelling the future cancels the job. */
final class SparkJob extends CompletableFuture<List<TrialResult>> {
    private final FutureAction<Seq<String>> action;

    private SparkJob(FutureAction<Seq<String>> action) {
        this.action = action;
    }

    static SparkJob of(FutureAction<Seq<String>> action) {
        SparkJob job = new SparkJob(action);
        var unused = FutureConverters.asJava(action).whenComplete(job::end);
        return job;
    }

    private void end(@Nullable Seq<String> replies, @Nullable Throwable failure) {
        try {
            if (replies == null) {
                throw failure(failure);
            }
            complete(TaskReply.fromJson(replies.head()).requireResults());
        } catch (RuntimeException reason) {
            completeExceptionally(reason);
        }
    }

    /** Returns a cancellation for a job that somebody cancelled, and the loss of a worker for one that Spark gave up. */
    private static RuntimeException failure(@Nullable Throwable failure) {
        String message = String.valueOf(failure == null ? null : failure.getMessage());
        return failure instanceof SparkThrowable known && "SPARK_JOB_CANCELLED".equals(known.getCondition())
                ? new CancellationException(message)
                : new WorkerLostException(message.lines().findFirst().orElse(""));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        action.cancel();
        return super.cancel(mayInterruptIfRunning);
    }
}
