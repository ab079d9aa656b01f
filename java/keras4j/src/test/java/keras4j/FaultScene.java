package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.python.PythonTrial;
import keras4j.internal.python.RowSource;
import keras4j.python.PythonException;
import keras4j.python.StoppedException;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Spec;

/** Session with a model, and the operations for fault tests. */
final class FaultScene {
    static final int LONG = 1_000_000;
    /** {@code once} has a function raise the next time it is called, and never again. */
    private static final String ONCE = """
            import keras
            from keras.src.callbacks.callback_list import CallbackList
            from keras.src.saving import saving_lib
            from keras4j_runtime import bridge, failures, serialization, training

            class Items:
                def __init__(self, items):
                    self.__dict__ = items

            functions = Items(bridge._functions)
            waiting = bridge.__dict__.setdefault("_faults", [])

            def once(owner, name, error):
                real = getattr(owner, name)

                def failing(*args, **kwargs):
                    setattr(owner, name, real)
                    waiting.remove(name)
                    raise error

                waiting.append(name)
                setattr(owner, name, failing)

            """;

    final Keras keras;
    final Fitted fitted;
    final Path file;

    FaultScene(Keras keras, Fitted fitted, Path file) {
        this.keras = keras;
        this.fitted = fitted;
        this.file = file;
    }

    void python(String source) {
        PythonTrial.run(ONCE + source);
    }

    double loss() {
        return keras.evaluate(fitted, examples()).loss();
    }

    static Examples examples() {
        return Examples.of(SessionFixtures.x(), SessionFixtures.y());
    }

    /** The next fit raises, and says so. */
    void fitRaises(String source, String type) {
        python(source);
        assertEquals(
                type,
                assertThrows(PythonException.class, () -> SessionFixtures.fitted(keras, 1))
                        .type());
    }

    /** Nobody hears of what the next evaluation or prediction of many rows raises on a model that had been used before. */
    void unnoticed(String source) {
        double before = loss();
        Tensor many = SessionFixtures.numbers(5, 2000, SessionFixtures.COLUMNS);
        float[] rows = keras.predict(fitted, many).floats();
        python(source);
        assertEquals(before, loss());
        assertArrayEquals(rows, keras.predict(fitted, many).floats());
    }

    /** A fit whose listener does something when the second epoch begins. */
    Fitted fit(Keras view, Spec spec, Consumer<TrainingControl> second) {
        return view.listening(new ProgressListener() {
                    @Override
                    public void onEpochBegin(TrainingControl training) {
                        if (training.epoch() == 2) {
                            second.accept(training);
                        }
                    }
                })
                .fit(spec, examples());
    }

    /** Something that waits behind a fit, on another thread, while something is done to that thread. */
    void behindAFit(Consumer<Keras> waits, StoppedException.Reason reason, Consumer<Thread> done) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FutureTask<Fitted> busy = new FutureTask<>(() -> fit(keras, SessionFixtures.tiny(9), training -> {
            begun.countDown();
            await(release);
        }));
        new Thread(busy).start();
        begun.await();
        FutureTask<StoppedException> waiting =
                new FutureTask<>(() -> assertThrows(StoppedException.class, () -> waits.accept(keras)));
        Thread thread = new Thread(waiting);
        thread.start();
        done.accept(thread);
        assertEquals(reason, waiting.get().reason());
        release.countDown();
        assertEquals(2, busy.get().history().epochs());
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has a row fail on its way to Python or back, on the lane. */
    void row(RowSource rows) {
        OutOfMemoryError none = assertThrows(OutOfMemoryError.class, () -> keras.session()
                .withLiveModel(
                        PublicFaces.open(fitted, FittedModel.class),
                        live -> {
                            live.predictor().predict(rows, keras4j.internal.python.Deadline.NONE);
                            return 0;
                        },
                        keras4j.internal.python.Deadline.NONE));
        assertEquals("none left", none.getMessage());
    }

    /** Checks that the fault occurred, and that predictions are unaffected. */
    void assertRight(float[] expected) {
        assertTrue(keras.session().python().awaitIdle(Duration.ofSeconds(30)), "nothing runs");
        python("left = list(waiting)\nwaiting.clear()\nassert not left, left");
        assertArrayEquals(expected, SessionFixtures.alone(keras, fitted));
        assertFalse(Thread.interrupted());
    }

    /** Batches of which the third can't be read. */
    static Batches failingBatches() {
        return Batches.of(() -> new Iterator<Examples>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Examples next() {
                if (given++ == 2) {
                    throw new UncheckedIOException("the source is gone", new IOException());
                }
                return FaultScene.examples();
            }
        });
    }

    /** A row that can't be put into memory, or whose prediction can't be taken out. */
    record FailingRows(boolean in) implements RowSource {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public void write(int input, ByteBuffer target) {
            if (in) {
                throw new OutOfMemoryError("none left");
            }
            target.position(target.position() + 3 * Float.BYTES);
        }

        @Override
        public void read(int output, ByteBuffer source) {
            throw new OutOfMemoryError("none left");
        }
    }
}
