package keras4j;

import static keras4j.callback.Callbacks.backupAndRestore;
import static keras4j.callback.Callbacks.modelCheckpoint;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import keras4j.data.Examples;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test that a JVM killed during a fit loses no finished epoch. */
@Tag("once")
class FitKilledIT {
    private static final int EPOCHS = 5;
    /** Counted from 1. */
    private static final int KILLED = 4;

    private static Spec checkpointed(Path folder) {
        return SessionFixtures.tiny(1)
                .epochs(EPOCHS)
                .shuffle(false)
                .callbacks(
                        modelCheckpoint(folder.resolve("last.keras").toString()),
                        backupAndRestore(folder.resolve("backup").toString()));
    }

    private static Fitted fitted(Keras keras, Spec spec, IntConsumer atEpoch) {
        return keras.listening(new ProgressListener() {
                    @Override
                    public void onEpochBegin(TrainingControl training) {
                        atEpoch.accept(training.epoch());
                    }
                })
                .fit(spec, Examples.of(SessionFixtures.x(), SessionFixtures.y()));
    }

    @Test
    void another_jvm_goes_on_with_the_epoch_that_was_killed_and_ends_as_if_nothing_had_happened(@TempDir Path folder)
            throws Exception {
        killed(folder);
        try (Keras keras = Keras.open()) {
            Spec plain = SessionFixtures.tiny(1).shuffle(false);
            Fitted last = keras.load(folder.resolve("last.keras"));
            Fitted three = fitted(keras, plain.epochs(KILLED - 1), epoch -> {});
            assertArrayEquals(
                    SessionFixtures.alone(keras, three), SessionFixtures.alone(keras, last), "the last checkpoint");
            List<Integer> heard = new ArrayList<>();
            Fitted resumed = fitted(keras, checkpointed(folder), heard::add);
            assertEquals(List.of(4, 5), heard);
            Fitted whole = fitted(keras, plain.epochs(EPOCHS), epoch -> {});
            assertArrayEquals(SessionFixtures.alone(keras, whole), SessionFixtures.alone(keras, resumed));
        }
    }

    private static void killed(Path folder) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(ChildJvm.command(
                        List.of("-Dkeras4j.backend=" + Backend.chosen().id()), FitKilledIT.Mortal.class, folder))
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader said = process.inputReader()) {
            String first = said.readLine();
            assertTrue("in the middle".equals(first), () -> first + read(errors));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(137, process.exitValue());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    /** Fits, and says so and waits for its end when an epoch begins. */
    static final class Mortal {
        private Mortal() {}

        public static void main(String[] arguments) {
            try (Keras keras = Keras.open()) {
                fitted(keras, checkpointed(Path.of(arguments[0])), epoch -> {
                    if (epoch == KILLED) {
                        System.out.println("in the middle");
                        waits();
                    }
                });
            }
        }

        private static void waits() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        }
    }
}
