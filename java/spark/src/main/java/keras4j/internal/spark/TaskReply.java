package keras4j.internal.spark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import keras4j.internal.text.JsonText;
import keras4j.python.StoppedException;
import keras4j.tune.TrialResult;
import keras4j.tune.WorkerLostException;
import org.jspecify.annotations.Nullable;

/**
 * Reply of an executor to a task: results, or why there are none.
 *
 * @param results the results of the trials; none if the task failed
 * @param lost why the worker process was lost
 * @param failure why the task can't run
 */
record TaskReply(
        @JsonProperty("results") List<TrialResult> results,
        @JsonProperty("lost") @Nullable String lost,
        @JsonProperty("failure") @Nullable String failure) {
    /** Returns the reply to a task; the end of the task itself is rethrown. */
    static TaskReply of(Supplier<List<TrialResult>> task) {
        try {
            return new TaskReply(task.get(), null, null);
        } catch (CancellationException | StoppedException over) {
            throw over;
        } catch (WorkerLostException gone) {
            return new TaskReply(List.of(), gone.getMessage(), null);
        } catch (RuntimeException refused) {
            return new TaskReply(
                    List.of(), null, refused.getMessage() == null ? refused.toString() : refused.getMessage());
        }
    }

    String json() {
        return JsonText.write(this);
    }

    static TaskReply fromJson(String json) {
        return JsonText.read(json, TaskReply.class);
    }

    /** Returns the results, or throws the reason why there are none. */
    List<TrialResult> requireResults() {
        if (lost != null) {
            throw new WorkerLostException(lost);
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return results;
    }
}
