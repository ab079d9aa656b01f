package keras4j.internal.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import keras4j.python.StoppedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Test that an interrupt of the caller that starts Python neither ends the start nor fails other callers. */
@Tag("once")
class StartInterruptedIT {
    @Test
    void the_start_goes_on_for_other_callers() throws Exception {
        Forked.Outcome outcome = Forked.of(Starter.class).run();
        assertEquals(
                List.of(
                        "Keras.open: interrupted while Python starts true",
                        "Keras.open: interrupted while Python starts true",
                        PythonTrial.BACKEND,
                        PythonTrial.BACKEND),
                outcome.out().lines().toList(),
                outcome::err);
        assertEquals("0", outcome.status());
    }

    /** Program in which two of three callers are interrupted while Python starts; a fourth comes later. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            FutureTask<String> first = new FutureTask<>(Starter::opened);
            FutureTask<String> second = new FutureTask<>(Starter::opened);
            FutureTask<String> third = new FutureTask<>(Starter::opened);
            Thread starting = new Thread(first);
            Thread waiting = new Thread(second);
            starting.start();
            // The environment may have to be made first.
            await().atMost(Duration.ofMinutes(5)).until(Starter::starts);
            waiting.start();
            new Thread(third).start();
            starting.interrupt();
            System.out.println(first.get());
            waiting.interrupt();
            System.out.println(second.get());
            System.out.println(third.get());
            System.out.println(opened());
            System.exit(0);
        }

        private static boolean starts() {
            return Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("keras4j-start"));
        }

        private static String opened() {
            try {
                return PythonTrial.join().backend();
            } catch (StoppedException stopped) {
                return stopped.getMessage() + " " + Thread.currentThread().isInterrupted();
            }
        }
    }
}
