package keras4j.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;

/**
 * Kills processes while work goes on.
 *
 * @param victims finds them as soon as it is time; none before
 */
record Killer(Supplier<Stream<ProcessHandle>> victims) {
    /** Number of times that a test kills: 20 in its long form. */
    static final int ROUNDS = Boolean.getBoolean("keras4j.full") ? 20 : 1;

    /** Returns a killer of processes that waits until the next task runs. */
    static Killer of(SparkSession spark, List<Long> processes) {
        AtomicBoolean runs = new AtomicBoolean();
        awaitEvents(spark);
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                runs.set(true);
            }
        });
        return new Killer(() -> runs.get() ? handles(processes) : Stream.empty());
    }

    /** Waits until the events of earlier tasks have come. */
    private static void awaitEvents(SparkSession spark) {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    private static Stream<ProcessHandle> handles(List<Long> processes) {
        return processes.stream().flatMap(process -> ProcessHandle.of(process).stream());
    }

    /** Runs work, and requires that some process was killed meanwhile. */
    <T> T during(Supplier<T> work) {
        CompletableFuture<Void> kill = CompletableFuture.runAsync(this::kill);
        T result = work.get();
        assertTrue(kill.isDone(), "the work ended before anything was killed");
        kill.join();
        return result;
    }

    private void kill() {
        List<ProcessHandle> found = new ArrayList<>();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> found.addAll(victims.get().toList()));
        found.forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits until a process has ended. */
    static void awaitEnd(long process) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }
}
