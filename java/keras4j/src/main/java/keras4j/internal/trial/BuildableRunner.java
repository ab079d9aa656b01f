package keras4j.internal.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import keras4j.expr.Point;
import keras4j.tune.Runner;
import keras4j.tune.Task;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import org.jspecify.annotations.Nullable;

/**
 * Runner that leaves out the trials whose networks can't be built, and has another runner run the rest.
 *
 * @param runner the other runner
 * @param unbuildable the known reason why the network of a point can't be built, or null
 */
record BuildableRunner(Runner runner, Function<Point, @Nullable String> unbuildable) implements Runner, AutoCloseable {
    @Override
    public int capacity() {
        return runner.capacity();
    }

    @Override
    public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
        Map<Integer, TrialResult> failed = new HashMap<>();
        List<Trial> rest = new ArrayList<>();
        for (Trial trial : task.trials()) {
            String why = unbuildable.apply(trial.point());
            if (why == null) {
                rest.add(trial);
            } else {
                failed.put(rest.size() + failed.size(), TrialResult.failed(why));
            }
        }
        if (failed.isEmpty()) {
            return runner.submit(task, attempt);
        }
        return rest.isEmpty()
                ? CompletableFuture.completedFuture(List.copyOf(new TreeMap<>(failed).values()))
                : merged(failed, runner.submit(new Task(task.number(), rest), attempt));
    }

    /** Returns the failures, by their place in the task, and the results of the rest. */
    private static CompletableFuture<List<TrialResult>> merged(
            Map<Integer, TrialResult> failed, CompletableFuture<List<TrialResult>> rest) {
        CompletableFuture<List<TrialResult>> merged = rest.thenApply(results -> {
            List<TrialResult> all = new ArrayList<>(results);
            new TreeMap<>(failed).forEach(all::add);
            return all;
        });
        var unused = merged.whenComplete((results, failure) -> {
            if (merged.isCancelled()) {
                rest.cancel(true);
            }
        });
        return merged;
    }

    @Override
    public void close() {
        close(runner);
    }

    /** Closes a runner, if it can be closed. */
    static void close(Runner runner) {
        if (runner instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(
                        "Keras.tune: the runner can't be closed: " + failure.getMessage(), failure);
            }
        }
    }
}
