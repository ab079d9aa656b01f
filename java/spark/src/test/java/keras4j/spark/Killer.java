package keras4j.spark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Kills processes while work goes on.
 *
 * @param processes finds them when it is time
 * @param milliseconds the time after which they are killed
 */
record Killer(Supplier<Stream<ProcessHandle>> processes, int milliseconds) {
    static Killer of(List<Long> processes) {
        return new Killer(() -> handles(processes), 300);
    }

    /** Returns a killer of all worker processes of executors, after they had time to start some. */
    static Killer ofWorkersOf(List<Long> executors) {
        return new Killer(() -> handles(executors).flatMap(ProcessHandle::children), 6_000);
    }

    private static Stream<ProcessHandle> handles(List<Long> processes) {
        return processes.stream().flatMap(process -> ProcessHandle.of(process).stream());
    }

    /** Runs work, and kills the processes soon after it has begun. */
    <T> T during(Supplier<T> work) {
        CompletableFuture<Void> kill = CompletableFuture.runAsync(
                () -> processes.get().forEach(ProcessHandle::destroyForcibly),
                CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS));
        try {
            return work.get();
        } finally {
            kill.join();
        }
    }

    /** Waits until a process has ended. */
    static void awaitEnd(long process) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
    }
}
