package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.python.PythonException;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests of out-of-memory fits: equal to rows in memory, with prefetching, and batches that are always closed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchesIT {
    private static final Spec SIDES = classifier("sides", input(), block("hidden", dense(4).activation(RELU)), output())
            .epochs(3)
            .seed(3);

    private final Keras keras = Keras.open();
    private final Examples train = Examples.of(SessionFixtures.x(), SessionFixtures.y());
    private final Examples others =
            Examples.of(SessionFixtures.numbers(8, 40, SessionFixtures.COLUMNS), SessionFixtures.numbers(9, 40));

    @AfterAll
    void close() {
        keras.close();
    }

    private static Labels sides() {
        String[] sides = new String[SessionFixtures.ROWS];
        for (int row = 0; row < sides.length; row++) {
            sides[row] = SessionFixtures.rows()[row][0] < 0 ? "left" : "right";
        }
        return Labels.of(sides);
    }

    /** Counts what is opened, read and closed. */
    private final class Counted implements Iterable<Examples> {
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger read = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final int batches;
        private final IntFunction<Examples> batch;

        Counted(int batches, IntFunction<Examples> batch) {
            this.batches = batches;
            this.batch = batch;
        }

        @Override
        public Iterator<Examples> iterator() {
            opened.incrementAndGet();
            return new Pass();
        }

        private final class Pass implements Iterator<Examples>, AutoCloseable {
            private int next;

            @Override
            public boolean hasNext() {
                return next < batches;
            }

            @Override
            public Examples next() {
                read.incrementAndGet();
                return batch.apply(next++);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }

        void assertClosed(int passes) {
            await().atMost(Duration.ofSeconds(10)).until(() -> closed.get() == opened.get());
            assertEquals(passes, opened.get());
        }
    }

    private Counted counted() {
        return new Counted(Integer.MAX_VALUE, i -> train);
    }

    @Test
    void batches_give_the_model_of_rows_in_memory_to_the_bit() {
        Spec spec = SessionFixtures.tiny(1).batchSize(10).shuffle(false).epochs(3);
        Fitted memory = keras.fit(spec, train, others);
        Fitted batches = keras.fit(spec, Batches.of(train, 10), Batches.of(others, 10));
        assertArrayEquals(memory.kerasBytes(), batches.kerasBytes());
        assertEquals(memory.history(), batches.history());
        assertEquals(memory.schema(), batches.schema());
        assertEquals(memory, batches);
    }

    @Test
    @Tag("once")
    void classes_and_weights_come_as_in_memory() {
        float[] weights = new float[SessionFixtures.ROWS];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = row % 3;
        }
        Examples labelled = Examples.of(SessionFixtures.x(), sides()).weights(weights);
        Spec spec = SIDES.batchSize(16).shuffle(false);
        assertEquals(keras.fit(spec, labelled), keras.fit(spec, Batches.of(labelled, 16)));
        Examples plain = Examples.of(SessionFixtures.x(), sides());
        Spec weighted = spec.classWeight(Map.of("left", 4.0));
        Fitted streamed = keras.fit(weighted, Batches.of(plain, 16));
        assertEquals(keras.fit(weighted, plain), streamed);
        assertFalse(
                java.util.Arrays.equals(keras.fit(spec, Batches.of(plain, 16)).kerasBytes(), streamed.kerasBytes()));
    }

    @Test
    @Tag("once")
    void a_batch_without_some_of_the_classes_is_counted_in_the_levels_that_were_given() {
        Examples left = Examples.of(SessionFixtures.numbers(1, 2, 3), Labels.of("left", "left"));
        Examples both = Examples.of(SessionFixtures.numbers(2, 2, 3), Labels.of("right", "left"));
        Fitted fitted = keras.fit(SIDES, Batches.of(List.of(left, both)).levels("left", "right"));
        assertEquals(List.of("left", "right"), fitted.schema().outcomes().get(0).levels());
        assertEquals(
                "Labels: labels must be one of 'left', 'up', got 'right' at row 0",
                refused(SIDES, Batches.of(List.of(left, both)).levels("left", "up")));
    }

    @Test
    @Tag("once")
    void an_iterator_is_made_for_each_epoch_read_to_its_end_and_closed() {
        Counted batches = new Counted(5, i -> train);
        Fitted fitted = keras.fit(SessionFixtures.tiny(1).epochs(4), Batches.of(batches));
        assertEquals(4, fitted.history().epochs());
        batches.assertClosed(4);
        assertEquals(20, batches.read.get());
    }

    @Test
    @Tag("once")
    void a_stream_is_made_for_each_epoch_and_closed() {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        keras.fit(SessionFixtures.tiny(1).epochs(3), Batches.ofStream(() -> {
            opened.incrementAndGet();
            return Stream.of(train, train).onClose(closed::incrementAndGet);
        }));
        assertEquals(List.of(3, 3), List.of(opened.get(), closed.get()));
    }

    @Test
    @Tag("once")
    void an_endless_iterator_is_taken_a_number_of_steps_an_epoch_and_read_little_further() {
        Counted batches = counted();
        Fitted fitted = keras.fit(SessionFixtures.tiny(1).epochs(3).stepsPerEpoch(7), Batches.of(batches));
        assertEquals(3, fitted.history().epochs());
        batches.assertClosed(1);
        assertTrue(batches.read.get() >= 21 && batches.read.get() <= 21 + 66, batches.read.toString());
    }

    @Test
    void what_the_iterator_throws_comes_out_of_fit_as_itself_and_closes_it() {
        IllegalStateException broken = new IllegalStateException("the disk is gone");
        for (int at : new int[] {0, 1, 30}) {
            Counted batches = new Counted(100, i -> {
                if (i == at) {
                    throw broken;
                }
                return train;
            });
            assertSame(
                    broken,
                    assertThrows(
                            IllegalStateException.class,
                            () -> keras.fit(SessionFixtures.tiny(1), Batches.of(batches))));
            batches.assertClosed(1);
        }
        Error error = new AssertionError("no more");
        assertSame(
                error,
                assertThrows(
                        AssertionError.class,
                        () -> keras.fit(SessionFixtures.tiny(1), Batches.of(() -> {
                            throw error;
                        }))));
        assertEquals(2, keras.fit(SessionFixtures.tiny(1), train).history().epochs(), "the next fit works");
    }

    @Test
    void a_listener_that_ends_the_fit_or_fails_closes_the_batches() {
        Counted ended = counted();
        Fitted fitted = keras.listening(new ProgressListener() {
                    @Override
                    public void onProgress(TrainingControl training) {
                        if (training.batch() == 3) {
                            training.stop();
                        }
                    }
                })
                .fit(SessionFixtures.tiny(1), Batches.of(ended));
        assertEquals(1, fitted.history().epochs());
        ended.assertClosed(1);
        Counted failed = counted();
        Keras failing = keras.listening(new ProgressListener() {
            @Override
            public void onProgress(TrainingControl training) {
                throw new IllegalStateException("enough");
            }
        });
        assertThrows(IllegalStateException.class, () -> failing.fit(SessionFixtures.tiny(1), Batches.of(failed)));
        failed.assertClosed(1);
    }

    @Test
    @Tag("once")
    void a_deadline_and_an_interruption_close_the_batches() throws Exception {
        Counted late = counted();
        StoppedException stopped = assertThrows(StoppedException.class, () -> keras.within(Duration.ofMillis(500))
                .fit(SessionFixtures.tiny(1), Batches.of(late)));
        assertEquals(Reason.DEADLINE, stopped.reason());
        late.assertClosed(1);
        CountDownLatch training = new CountDownLatch(1);
        Counted left = new Counted(Integer.MAX_VALUE, i -> {
            if (i == 30) {
                training.countDown();
            }
            return train;
        });
        Thread caller = new Thread(() -> assertEquals(
                Reason.INTERRUPTED,
                assertThrows(StoppedException.class, () -> keras.fit(SessionFixtures.tiny(1), Batches.of(left)))
                        .reason()));
        caller.start();
        training.await();
        caller.interrupt();
        caller.join();
        left.assertClosed(1);
    }

    @Test
    @Tag("once")
    void an_iterator_that_waits_for_ever_does_not_keep_the_caller_or_the_lane() {
        for (int at : new int[] {0, 3}) {
            CountDownLatch never = new CountDownLatch(1);
            AtomicInteger interrupted = new AtomicInteger();
            Counted waiting = new Counted(10, i -> {
                if (i == at) {
                    try {
                        never.await();
                    } catch (InterruptedException closing) {
                        interrupted.incrementAndGet();
                    }
                }
                return train;
            });
            StoppedException stopped = assertThrows(StoppedException.class, () -> keras.within(Duration.ofMillis(700))
                    .fit(SessionFixtures.tiny(1), Batches.of(waiting)));
            assertEquals(Reason.DEADLINE, stopped.reason());
            waiting.assertClosed(1);
            assertEquals(1, interrupted.get());
        }
        assertEquals(2, keras.fit(SessionFixtures.tiny(1), train).history().epochs(), "the next fit works");
    }

    @Test
    void an_exception_of_python_closes_the_batches() {
        Counted wide = new Counted(
                3, i -> Examples.of(SessionFixtures.x(), SessionFixtures.numbers(3, SessionFixtures.ROWS, 2)));
        PythonException raised =
                assertThrows(PythonException.class, () -> keras.fit(SessionFixtures.tiny(1), Batches.of(wide)));
        assertTrue(raised.text().startsWith("the last layer, output, must give 2 numbers a row"), raised.text());
        wide.assertClosed(1);
    }

    @Test
    void reading_goes_on_while_a_batch_is_trained_but_only_so_far_ahead() {
        AtomicInteger most = new AtomicInteger();
        Counted batches = new Counted(200, i -> train);
        keras.listening(new ProgressListener() {
                    @Override
                    public void onProgress(TrainingControl training) {
                        int ahead = batches.read.get() - training.batch();
                        most.accumulateAndGet(ahead, Math::max);
                    }
                })
                .fit(SessionFixtures.tiny(1).epochs(1), Batches.of(batches));
        assertTrue(most.get() >= 2 && most.get() <= 67, most.toString());
    }

    @Test
    @Tag("once")
    void batches_that_do_not_suit_are_refused() {
        Examples labelled = Examples.of(SessionFixtures.x(), sides());
        assertEquals(
                "Batches: levels must be given where the outcome is a class, as in levels(\"no\", \"yes\"), got none",
                refused(SIDES, Batches.of(List.of(labelled))));
        assertEquals(
                "Batches: levels must be left out where the outcome is numbers, got 'a', 'b'",
                refused(SessionFixtures.tiny(1), Batches.of(List.of(train)).levels("a", "b")));
        assertEquals(
                "Batches: an epoch must have at least one batch, got none",
                refused(SessionFixtures.tiny(1), Batches.of(List.of())));
        assertEquals(
                "Batches: batches must have weights all or none, got one with weights after others without",
                refused(
                        SessionFixtures.tiny(1),
                        Batches.of(List.of(train, train.weights(new float[SessionFixtures.ROWS])))));
        assertEquals(
                "Schema: x must have shape (rows, 3) as in fit, got (64, 4)",
                refused(
                        SessionFixtures.tiny(1),
                        Batches.of(
                                List.of(train, Examples.of(SessionFixtures.numbers(1, 64, 4), SessionFixtures.y())))));
        assertEquals(
                "tiny: fit_validation_split must be left out where rows come in batches, which can't be split, got 0.2",
                refused(SessionFixtures.tiny(1).validationSplit(0.2), Batches.of(train, 16)));
    }

    private String refused(Spec spec, Batches batches) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> keras.fit(spec, batches))
                .getMessage());
    }

    @Test
    @Tag("once")
    void several_inputs_and_outcomes_stream_by_their_names() {
        Spec graph = classifier(
                        "graph",
                        input().as("left"),
                        input().as("right"),
                        block("join", concatenate()).from("left", "right"),
                        output().as("side").from("join"),
                        output().as("size").mode(ModelMode.REGRESSOR).from("join"))
                .epochs(2)
                .batchSize(16)
                .shuffle(false)
                .seed(1);
        Examples rows = Examples.of(
                Map.of("left", SessionFixtures.x(), "right", SessionFixtures.numbers(7, SessionFixtures.ROWS, 2)),
                Map.of("side", sides(), "size", SessionFixtures.y()));
        Fitted memory = keras.fit(graph, rows, rows);
        assertEquals(memory, keras.fit(graph, Batches.of(rows, 16), Batches.of(rows, 16)));
        Batches named = Batches.of(List.of(rows));
        assertEquals(
                2,
                keras.fit(graph, named.levels("side", List.of("left", "right")))
                        .history()
                        .epochs());
        assertEquals(
                "Batches: levels of 'side' must be given where the outcome is a class, as in levels(\"no\", \"yes\"), got"
                        + " none",
                refused(graph, named));
    }

    @Test
    @Tag("once")
    void memory_of_a_batch_lives_as_long_as_python_looks_at_it() {
        Spec spec = SessionFixtures.tiny(1).batchSize(16).shuffle(false).epochs(2);
        Batches fresh = Batches.ofStream(() -> Batches.of(train, 16).pass(0).map(batch -> {
            System.gc();
            return Examples.of(
                    Tensor.of(batch.x().toFloats(), 16, SessionFixtures.COLUMNS),
                    Tensor.of(batch.y().toFloats(), 16));
        }));
        assertEquals(keras.fit(spec, train), keras.fit(spec, fresh));
    }

    @Test
    void bytes_and_whole_numbers_stream_as_they_are() {
        Tensor bytes = Tensor.ofBytes(new byte[] {0, 1, -1, 3, 4, 5, 6, 7}, 4, 2);
        Examples pixels = Examples.of(bytes, Tensor.of(new float[] {1, 2, 3, 4}, 4));
        Spec spec = SessionFixtures.tiny(1).shuffle(false).batchSize(2);
        assertEquals(keras.fit(spec, pixels), keras.fit(spec, Batches.of(pixels, 2)));
    }
}
