package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.callback.Callback;
import keras4j.callback.Callbacks;
import keras4j.data.Examples;
import keras4j.fitted.Fitted;
import keras4j.optimizer.Optimizers;
import keras4j.python.PythonException;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of Keras' own callbacks, each by its effect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KerasCallbacksIT {
    private final Keras keras = Keras.open();
    private final Examples train = Examples.of(SessionFixtures.x(), SessionFixtures.y());
    private final Examples others =
            Examples.of(SessionFixtures.numbers(8, 40, SessionFixtures.COLUMNS), SessionFixtures.numbers(9, 40));
    /** Learns noise by heart, so that it soon does worse on other rows. */
    private final Spec hasty = regressor(
                    "hasty", input(), block("hidden", dense(32).activation(RELU)), output())
            .learnRate(0.05)
            .epochs(40)
            .seed(5);

    @AfterAll
    void close() {
        keras.close();
    }

    private static Spec tiny(Callback callback) {
        return SessionFixtures.tiny(1).epochs(3).shuffle(false).callbacks(callback);
    }

    private float[] floats(Fitted fitted) {
        return keras.predict(fitted, SessionFixtures.x()).floats();
    }

    @Test
    @Tag("once")
    void early_stopping_gives_back_the_weights_of_the_best_epoch() {
        var stopping = Callbacks.earlyStopping().patience(4);
        Fitted restored = keras.fit(hasty.callbacks(stopping.restoreBestWeights(true)), train, others);
        double[] loss = restored.history().metric("val_loss");
        int best = 0;
        for (int epoch = 1; epoch < loss.length; epoch++) {
            best = loss[epoch] < loss[best] ? epoch : best;
        }
        assertEquals(best + 1 + 4, loss.length);
        assertTrue(loss.length < 40, "it stopped early");
        assertEquals(loss[best], keras.evaluate(restored, others).loss(), 1e-6);
        assertArrayEquals(floats(keras.fit(hasty.epochs(best + 1), train, others)), floats(restored));
        Fitted last = keras.fit(hasty.callbacks(stopping), train, others);
        assertFalse(Arrays.equals(floats(last), floats(restored)));
    }

    @Test
    @Tag("once")
    void a_rate_is_lowered_where_nothing_improves() {
        var plateau = Callbacks.reduceLROnPlateau()
                .monitor("loss")
                .minDelta(1000)
                .patience(1)
                .factor(0.5);
        Fitted lowered = keras.fit(tiny(plateau).epochs(4), train);
        assertArrayEquals(
                new double[] {0.01, 0.01, 0.005, 0.0025}, lowered.history().metric("learning_rate"), 1e-8);
        assertFalse(Arrays.equals(
                floats(keras.fit(SessionFixtures.tiny(1).epochs(4).shuffle(false), train)), floats(lowered)));
    }

    @Test
    void checkpoints_are_files_that_plain_keras_loads(@TempDir Path folder) throws Exception {
        Path models = folder.resolve("new").resolve("folder");
        String each = models.resolve("{epoch:02d}.keras").toString();
        Fitted fitted = keras.fit(tiny(Callbacks.modelCheckpoint(each)), train);
        assertEquals(List.of("01.keras", "02.keras", "03.keras"), names(models));
        Path plain = PlainPython.folder(folder, "plain", fitted, SessionFixtures.x());
        Files.copy(
                models.resolve("02.keras"),
                plain.resolve("fitted.keras"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        PlainPython.run(List.of(plain));
        Fitted two = keras.fit(tiny(Callbacks.terminateOnNaN()).epochs(2), train);
        assertArrayEquals(floats(two), PlainPython.predictions(plain), 1e-5f);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @Tag("once")
    void a_table_of_the_epochs_is_written_as_csv(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("log.csv");
        Fitted fitted = keras.fit(tiny(Callbacks.csvLogger(file.toString()).separator(";")), train, others);
        List<String> lines = Files.readAllLines(file);
        assertEquals("epoch;loss;mean_absolute_error;val_loss;val_mean_absolute_error", lines.get(0));
        assertEquals(4, lines.size());
        String[] last = lines.get(3).split(";", -1);
        assertEquals("2", last[0]);
        assertEquals(fitted.history().metric("val_loss")[2], Double.parseDouble(last[3]));
    }

    @Test
    void an_interrupted_fit_goes_on_from_its_backup_and_ends_as_if_nothing_had_happened(@TempDir Path folder) {
        Path backup = folder.resolve("backup");
        Spec spec = tiny(Callbacks.backupAndRestore(backup.toString())).epochs(5);
        Fitted whole = keras.fit(SessionFixtures.tiny(1).epochs(5).shuffle(false), train);
        IllegalStateException power = new IllegalStateException("the power is gone");
        assertSame(
                power,
                assertThrows(
                        IllegalStateException.class,
                        () -> epochs(spec, new ArrayList<>(), training -> {
                            if (training.epoch() == 4) {
                                throw power;
                            }
                        })));
        assertTrue(Files.exists(backup), "a fit that did not end leaves its backup");
        List<Integer> heard = new ArrayList<>();
        Fitted resumed = epochs(spec, heard, training -> {});
        assertEquals(List.of(4, 5), heard);
        assertArrayEquals(floats(whole), floats(resumed));
        assertEquals(2, resumed.history().epochs());
        assertFalse(Files.exists(backup), "a fit that ended removes it");
    }

    @Test
    @Tag("once")
    void a_cancelled_fit_leaves_its_backup_too(@TempDir Path folder) throws Exception {
        Path backup = folder.resolve("backup");
        Spec spec = tiny(Callbacks.backupAndRestore(backup.toString())).epochs(1000);
        Thread caller = new Thread(() -> assertThrows(
                keras4j.python.StoppedException.class,
                () -> epochs(spec, new ArrayList<>(), training -> {
                    if (training.epoch() == 3) {
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().equals("to be interrupted"))
                                .forEach(Thread::interrupt);
                    }
                })));
        caller.setName("to be interrupted");
        caller.start();
        caller.join();
        List<Integer> heard = new ArrayList<>();
        epochs(spec.epochs(heard.size() + 1000), heard, training -> {
            if (training.epoch() > 10) {
                training.stop();
            }
        });
        assertTrue(heard.get(0) >= 3, heard.toString());
    }

    private Fitted epochs(Spec spec, List<Integer> heard, java.util.function.Consumer<TrainingControl> atBegin) {
        return keras.listening(new ProgressListener() {
                    @Override
                    public void onEpochBegin(TrainingControl training) {
                        atBegin.accept(training);
                        heard.add(training.epoch());
                    }
                })
                .fit(spec, train);
    }

    @Test
    @Tag("once")
    void a_loss_that_is_no_number_ends_the_fit() {
        Spec wild = tiny(Callbacks.terminateOnNaN())
                .epochs(20)
                .optimizer(Optimizers.sgd().learningRate(1e30));
        Fitted ended = keras.fit(wild, train);
        assertEquals(1, ended.history().epochs());
        assertFalse(
                Double.isFinite(ended.history().metric("loss")[0]),
                ended.history().toString());
        Fitted lost = keras.fit(wild.callbacks(), train);
        assertTrue(
                Double.isNaN(lost.history().metric("loss")[19]), lost.history().toString());
        assertEquals(lost, Fitted.ofBytes(lost.toBytes()), "what is no number survives an archive");
    }

    @Test
    @Tag("once")
    void averaged_weights_are_validated_and_kept_where_they_are_swapped_in() {
        Spec averaging = tiny(Callbacks.swapEMAWeights())
                .optimizer(Optimizers.adam().learningRate(0.05).useEma(true).emaMomentum(0.9));
        Fitted swapped = keras.fit(averaging, train, others);
        Fitted plain = keras.fit(averaging.callbacks(), train, others);
        assertArrayEquals(plain.history().metric("loss"), swapped.history().metric("loss"), 1e-5);
        double off = plain.history().metric("val_loss")[1] - swapped.history().metric("val_loss")[1];
        assertTrue(Math.abs(off) > 1e-3, "" + off);
    }

    @Test
    @Tag("once")
    void several_callbacks_work_together_and_with_a_listener(@TempDir Path folder) throws IOException {
        Spec spec = hasty.callbacks(
                Callbacks.csvLogger(folder.resolve("log.csv").toString()),
                Callbacks.earlyStopping().patience(2),
                Callbacks.modelCheckpoint(folder.resolve("best.keras").toString())
                        .saveBestOnly(true));
        List<Integer> heard = new ArrayList<>();
        Fitted fitted = keras.listening(new ProgressListener() {
                    @Override
                    public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
                        heard.add(training.epoch());
                    }
                })
                .fit(spec, train, others);
        assertEquals(fitted.history().epochs(), heard.size());
        assertEquals(
                heard.size() + 1, Files.readAllLines(folder.resolve("log.csv")).size());
        assertTrue(Files.exists(folder.resolve("best.keras")));
    }

    @Test
    @Tag("once")
    void a_path_that_can_t_be_written_to_is_refused_before_the_fit(@TempDir Path folder) throws Exception {
        String none = folder.resolve("none").resolve("log.csv").toString();
        assertEquals(
                "tiny: filename of CSVLogger must be in a folder that exists and can be written to, got " + none,
                refused(Callbacks.csvLogger(none)));
        Path file = Files.createFile(folder.resolve("file"));
        String within = file.resolve("models").resolve("a.keras").toString();
        assertEquals(
                "tiny: filepath of ModelCheckpoint must be in a folder that can be written to, got " + within,
                refused(Callbacks.modelCheckpoint(within)));
        assertEquals(
                "tiny: backup_dir of BackupAndRestore must be a folder that can be written to, got " + file,
                refused(Callbacks.backupAndRestore(file.toString())));
        assertEquals(
                "tiny: filename of CSVLogger must be a file, got the folder " + folder,
                refused(Callbacks.csvLogger(folder.toString())));
        String pipe = folder.resolve("pipe").toString();
        assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
        assertEquals(
                "tiny: filename of CSVLogger must be a file, got a device, a pipe or a socket, " + pipe,
                refused(Callbacks.csvLogger(pipe)));
        assertEquals(
                "tiny: log_dir of TensorBoard must be a path, got a\0b",
                refused(Callbacks.tensorBoard().logDir("a\0b")));
    }

    private String refused(Callback callback) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> keras.fit(tiny(callback), train))
                .getMessage());
    }

    @Test
    @Tag("jax")
    void on_jax_a_callback_that_needs_tensorflow_says_so(@TempDir Path folder) {
        lacks("TensorBoard needs TensorFlow", Callbacks.tensorBoard().logDir(folder.toString()));
    }

    @Test
    @Tag("once")
    void a_callback_that_needs_another_package_says_so(@TempDir Path folder) {
        lacks("OrbaxCheckpoint needs orbax-checkpoint", Callbacks.orbaxCheckpoint(folder.toString()));
    }

    private void lacks(String what, Callback callback) {
        String text = raised(callback);
        assertTrue(text.contains("keras.callbacks." + what + ", which the "), text);
    }

    private String raised(Callback callback) {
        return assertThrows(PythonException.class, () -> keras.fit(tiny(callback), train))
                .text();
    }
}
