package keras4j.internal.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import org.dflib.DataFrame;

/** Worker processes of this JVM, as executors have them: what scoring on Spark is compared with. */
public final class LocalWorkers implements AutoCloseable {
    private final List<WorkerScorer> workers = new ArrayList<>();
    private final ExecutorService threads;

    /** Starts worker processes. */
    public LocalWorkers(int count) {
        for (int at = 0; at < count; at++) {
            workers.add(WorkerScorer.open(Backend.JAX));
        }
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** Predicts frames, each worker its share, and returns the number of predicted columns. */
    public long predict(Fitted fitted, List<DataFrame> frames) {
        List<CompletableFuture<Long>> shares = new ArrayList<>();
        for (int at = 0; at < workers.size(); at++) {
            int first = at;
            shares.add(CompletableFuture.supplyAsync(() -> predict(fitted, frames, first), threads));
        }
        return shares.stream().mapToLong(CompletableFuture::join).sum();
    }

    private long predict(Fitted fitted, List<DataFrame> frames, int first) {
        long columns = 0;
        for (int at = first; at < frames.size(); at += workers.size()) {
            columns +=
                    workers.get(first).predict(fitted, frames.get(at)).columns().width();
        }
        return columns;
    }

    @Override
    public void close() {
        threads.shutdown();
        workers.forEach(WorkerScorer::close);
    }
}
