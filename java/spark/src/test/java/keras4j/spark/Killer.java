package keras4j.spark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Kills processes while work goes on.
 *
 * @param processes their numbers
 */
record Killer(List<Long> processes) {
    private static final int MILLISECONDS = 300;

    static Killer of(List<Long> processes) {
        return new Killer(processes);
    }

    /** Runs work, and kills the processes soon after it has begun. */
    <T> T during(Supplier<T> work) {
        CompletableFuture<Void> kill = CompletableFuture.runAsync(
                () -> processes.forEach(Killer::kill),
                CompletableFuture.delayedExecutor(MILLISECONDS, TimeUnit.MILLISECONDS));
        try {
            return work.get();
        } finally {
            kill.join();
        }
    }

    private static void kill(long process) {
        ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Waits until a process has ended. */
    static void awaitEnd(long process) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
    }
}
