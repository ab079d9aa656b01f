package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keras4j.archive.ArchiveException;
import keras4j.data.Examples;
import keras4j.fitted.Fitted;
import keras4j.optimizer.Optimizers;
import keras4j.python.PythonException;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;

/** Points at which this process can fail, each with the injected fault and its expected effect on the caller. */
enum FaultPoint {
    NO_MEMORY_FOR_A_ROW(scene -> scene.row(new FaultScene.FailingRows(true))),
    NO_MEMORY_FOR_A_PREDICTION(scene -> scene.row(new FaultScene.FailingRows(false))),
    INTERRUPTED_BEFORE_A_CALL(scene -> {
        Thread.currentThread().interrupt();
        assertStopped(Reason.INTERRUPTED, () -> scene.keras.predict(scene.fitted, 1, 2, 3));
        assertTrue(Thread.interrupted());
    }),
    INTERRUPTED_WHILE_IT_WAITS(scene ->
            scene.behindAFit(keras -> SessionFixtures.fitted(keras, 1), Reason.INTERRUPTED, Thread::interrupt)),
    INTERRUPTED_IN_A_FIT(scene -> {
        Thread caller = Thread.currentThread();
        assertStopped(Reason.INTERRUPTED, () -> scene.fit(scene.keras, endless(), training -> caller.interrupt()));
        assertTrue(Thread.interrupted());
    }),
    OUT_OF_TIME_WHILE_IT_WAITS(scene -> scene.behindAFit(
            keras -> SessionFixtures.fitted(keras.within(Duration.ofMillis(50)), 1), Reason.DEADLINE, thread -> {})),
    OUT_OF_TIME_IN_A_FIT(scene -> assertStopped(
            Reason.DEADLINE, () -> scene.keras.within(Duration.ofMillis(700)).fit(endless(), FaultScene.examples()))),
    LISTENER_FAILS(scene -> {
        IllegalStateException mine = new IllegalStateException("mine");
        assertSame(
                mine,
                assertThrows(
                        IllegalStateException.class,
                        () -> scene.fit(scene.keras, endless(), training -> {
                            throw mine;
                        })));
    }),
    LISTENER_HAS_NO_MEMORY(scene -> assertThrows(
            OutOfMemoryError.class,
            () -> scene.fit(scene.keras, endless(), training -> {
                throw new OutOfMemoryError("none left");
            }))),
    LISTENER_FITS(scene -> assertEquals(
            "fit of tiny: can't be called from a callback of a call that must finish first",
            assertThrows(
                            IllegalStateException.class,
                            () -> scene.fit(scene.keras, endless(), training -> SessionFixtures.fitted(scene.keras, 1)))
                    .getMessage())),
    BATCHES_FAIL(scene -> assertEquals(
            "the source is gone",
            assertThrows(
                            UncheckedIOException.class,
                            () -> scene.keras.fit(SessionFixtures.tiny(1), FaultScene.failingBatches()))
                    .getMessage())),
    CLOSED_DURING_PREDICTIONS(scene -> {
        Keras other = Keras.open();
        float expected = other.predict(scene.fitted, 1, 2, 3)[0];
        List<Boolean> right = SessionFixtures.atOnce(java.util.Collections.nCopies(8, () -> {
            try {
                for (int call = 0; call < 10_000; call++) {
                    assertEquals(expected, other.predict(scene.fitted, 1, 2, 3)[0], 1e-6);
                    if (call == 20) {
                        other.close();
                    }
                }
                return false;
            } catch (IllegalStateException closed) {
                return "Keras: this session is closed; open another with Keras.open()".equals(closed.getMessage());
            }
        }));
        assertFalse(right.contains(false));
    }),
    CLOSED_IN_A_FIT(scene -> {
        Keras other = Keras.open();
        assertEquals(
                2,
                scene.fit(other, SessionFixtures.tiny(1), training -> other.close())
                        .history()
                        .epochs());
        assertEquals(0, other.session().models().count());
    }),
    DISK_FULL(scene -> refused(scene, "write", "No space left on device")),
    DISK_BROKEN(scene -> refused(scene, "force", "Input/output error")),
    DISK_READ_ONLY(scene -> refused(scene, "open", "Read-only file system")),
    RENAMING_REFUSED(scene -> refused(scene, "move", "Operation not permitted")),
    INTERRUPTED_WHILE_SAVING(scene -> {
        Thread.currentThread().interrupt();
        assertThrows(UncheckedIOException.class, () -> scene.fitted.replace(scene.file));
        assertTrue(Thread.interrupted());
        assertEquals(scene.fitted, Fitted.load(scene.file));
    }),
    FILE_CUT(scene -> {
        byte[] whole = Files.readAllBytes(scene.file);
        Files.write(scene.file, Arrays.copyOf(whole, whole.length / 2));
        assertThrows(ArchiveException.class, () -> Fitted.load(scene.file));
        scene.fitted.replace(scene.file);
    }),
    STREAM_CUT(scene -> {
        byte[] whole = JavaStream.of(scene.fitted);
        assertThrows(StreamCorruptedException.class, () -> JavaStream.read(Arrays.copyOf(whole, whole.length / 2)));
        assertEquals(scene.fitted, JavaStream.read(whole));
    }),
    STREAM_OF_AN_UNKNOWN_CLASS(scene -> {
        byte[] stream = JavaStream.of(scene.fitted);
        int name = new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("SerializedForm");
        stream[name] = 'X';
        assertThrows(ClassNotFoundException.class, () -> JavaStream.read(stream));
    }),
    PYTHON_FAILS_IN_A_FIT(scene -> scene.fitRaises("once(functions, 'fit', ValueError('no'))", "ValueError")),
    PYTHON_HAS_NO_MEMORY_IN_A_FIT(
            scene -> scene.fitRaises("once(training, 'run_fit', MemoryError('none left'))", "MemoryError")),
    PYTHON_EXITS_IN_A_FIT(scene -> scene.fitRaises("once(training, 'run_fit', SystemExit(3))", "SystemExit")),
    PYTHON_IS_INTERRUPTED_IN_A_FIT(
            scene -> scene.fitRaises("once(training, 'run_fit', KeyboardInterrupt())", "KeyboardInterrupt")),
    PYTHON_RECURSES_WITHOUT_END(scene -> scene.fitRaises("""
            real = training.run_fit

            def endless(*given):
                training.run_fit = real
                return again(*given)

            def again(*given):
                return again(*given)

            training.run_fit = endless
            """, "RecursionError")),
    PYTHON_FAILS_IN_AN_EVALUATION(scene -> scene.unnoticed("once(functions, 'evaluate', RuntimeError('no'))")),
    PYTHON_EXITS_IN_AN_EVALUATION(scene -> scene.unnoticed("once(functions, 'evaluate', SystemExit(3))")),
    PYTHON_FAILS_IN_A_PREDICTION(scene -> scene.unnoticed("once(functions, 'predict', RuntimeError('no'))")),
    PYTHON_HAS_NO_MEMORY_IN_A_PREDICTION(
            scene -> scene.unnoticed("once(functions, 'predict', MemoryError('none left'))")),
    PYTHON_FAILS_IN_OPENING_A_SLOT(scene -> {
        float[] before = scene.keras.predict(scene.fitted, 1, 2, 3);
        scene.keras.release(scene.fitted);
        scene.loss();
        scene.python("once(functions, 'open_slot', RuntimeError('no'))");
        assertArrayEquals(before, scene.keras.predict(scene.fitted, 1, 2, 3));
    }),
    PYTHON_FAILS_IN_A_STEP(scene -> {
        float[] before = scene.keras.predict(scene.fitted, 1, 2, 3);
        scene.python("""
                for slot, real in list(bridge._slots.items()):
                    def failing(slot=slot, real=real):
                        bridge._slots[slot] = real
                        raise RuntimeError("no")

                    bridge._slots[slot] = failing
                """);
        assertEquals(before[0], scene.keras.predict(scene.fitted, 1, 2, 3)[0]);
    }),
    PYTHON_FAILS_IN_A_RESTORATION(scene -> {
        scene.keras.release(scene.fitted);
        scene.python("once(functions, 'restore', RuntimeError('no'))");
        assertRaised("RuntimeError", () -> scene.keras.predict(scene.fitted, 1, 2, 3));
    }),
    PYTHON_FAILS_IN_THE_MIDDLE_OF_LOADING(scene -> {
        scene.keras.release(scene.fitted);
        scene.python("once(saving_lib, '_load_state', OSError(5, 'Input/output error'))");
        assertThrows(PythonException.class, () -> scene.keras.predict(scene.fitted, 1, 2, 3));
    }),
    PYTHON_FAILS_IN_A_RELEASE(scene -> {
        scene.python("once(functions, 'release', RuntimeError('no'))");
        scene.keras.release(scene.fitted);
    }),
    PYTHON_CAN_NOT_SAY_WHAT_FAILED(scene -> {
        scene.python("once(failures, 'describe', RuntimeError('no'))\nonce(functions, 'fit', ValueError('no'))");
        assertThrows(RuntimeException.class, () -> SessionFixtures.fitted(scene.keras, 1));
    }),
    TRAINING_FAILS_TO_BEGIN(scene -> hook(scene, "on_train_begin")),
    EPOCH_FAILS_TO_BEGIN(scene -> hook(scene, "on_epoch_begin")),
    BATCH_FAILS_TO_BEGIN(scene -> hook(scene, "on_train_batch_begin")),
    BATCH_FAILS_TO_END(scene -> hook(scene, "on_train_batch_end")),
    EPOCH_FAILS_TO_END(scene -> hook(scene, "on_epoch_end")),
    TRAINING_FAILS_TO_END(scene -> hook(scene, "on_train_end")),
    VALIDATION_FAILS_TO_BEGIN(scene -> validation(scene, "on_test_begin")),
    VALIDATION_BATCH_FAILS_TO_BEGIN(scene -> validation(scene, "on_test_batch_begin")),
    VALIDATION_BATCH_FAILS_TO_END(scene -> validation(scene, "on_test_batch_end")),
    VALIDATION_FAILS_TO_END(scene -> validation(scene, "on_test_end")),
    MODEL_CAN_NOT_BE_SAVED(scene -> {
        scene.python("once(saving_lib, '_save_state', OSError(28, 'No space left on device'))");
        assertEquals(
                Optional.of("OSError: [Errno 28] No space left on device"),
                SessionFixtures.fitted(scene.keras, 1).serializationFailure());
    }),
    WEIGHTS_BECOME_NAN(scene -> {
        Fitted lost = scene.keras.fit(
                SessionFixtures.tiny(1).epochs(20).optimizer(Optimizers.sgd().learningRate(1e30)),
                FaultScene.examples());
        assertFalse(Float.isFinite(scene.keras.predict(lost, 1, 2, 3)[0]));
        assertEquals(lost, Fitted.ofBytes(lost.toBytes()));
    });

    /** Injection of a fault, with a check of its effect. */
    @FunctionalInterface
    interface Strike {
        void on(FaultScene scene) throws Exception;
    }

    @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
    private final Strike strike;

    FaultPoint(Strike strike) {
        this.strike = strike;
    }

    void strike(FaultScene scene) throws Exception {
        strike.on(scene);
    }

    private static keras4j.spec.Spec endless() {
        return SessionFixtures.tiny(1).epochs(FaultScene.LONG);
    }

    private static void assertStopped(Reason reason, org.junit.jupiter.api.function.Executable call) {
        assertEquals(reason, assertThrows(StoppedException.class, call).reason());
    }

    private static void assertRaised(String type, org.junit.jupiter.api.function.Executable call) {
        assertEquals(type, assertThrows(PythonException.class, call).type());
    }

    private static void hook(FaultScene scene, String name) {
        scene.fitRaises("once(CallbackList, '" + name + "', ValueError('no'))", "ValueError");
    }

    private static void validation(FaultScene scene, String name) {
        scene.python("once(CallbackList, '" + name + "', ValueError('no'))");
        Examples rows = FaultScene.examples();
        assertRaised("ValueError", () -> scene.keras.fit(SessionFixtures.tiny(1), rows, rows));
    }

    private static void refused(FaultScene scene, String step, String failure) throws IOException {
        byte[] before = Files.readAllBytes(scene.file);
        FaultyFiles.Disk disk = what -> {
            if (what.equals(step)) {
                throw new IOException(failure);
            }
        };
        assertEquals(
                "Archive: " + scene.file + " cannot be written: java.io.IOException: " + failure,
                assertThrows(UncheckedIOException.class, () -> scene.fitted.replace(FaultyFiles.on(disk, scene.file)))
                        .getMessage());
        assertTrue(Arrays.equals(before, Files.readAllBytes(scene.file)));
    }
}
