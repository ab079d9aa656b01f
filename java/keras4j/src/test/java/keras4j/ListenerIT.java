package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import keras4j.data.Examples;
import keras4j.fitted.Fitted;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests of progress listeners: their events, how they end a fit, and the calls they may make. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListenerIT {
    private final Keras keras = Keras.open();
    private final Examples train = Examples.of(SessionFixtures.x(), SessionFixtures.y());
    private final Spec spec = SessionFixtures.tiny(1).batchSize(8);

    @AfterAll
    void close() {
        keras.close();
    }

    /** Writes down what it hears. */
    private static class Recorder implements ProgressListener {
        final List<String> heard = new ArrayList<>();
        final List<Map<String, Double>> batches = new ArrayList<>();
        final List<Map<String, Double>> epochs = new ArrayList<>();
        private final int interval;

        Recorder(int interval) {
            this.interval = interval;
        }

        @Override
        public int batchInterval() {
            return interval;
        }

        @Override
        public void onTrainBegin(TrainingControl training) {
            heard.add("begin, " + training.epochs() + " epochs");
        }

        @Override
        public void onEpochBegin(TrainingControl training) {
            heard.add("epoch " + training.epoch());
        }

        @Override
        public void onBatchEnd(TrainingControl training, Map<String, Double> logs) {
            heard.add(training.batch() + " of " + training.batches());
            batches.add(logs);
        }

        @Override
        public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
            heard.add("end of " + training.epoch());
            epochs.add(logs);
        }

        @Override
        public void onTrainEnd(TrainingControl training) {
            heard.add("end");
        }
    }

    @Test
    void a_listener_hears_begin_epochs_batches_at_its_interval_and_end() {
        Recorder recorder = new Recorder(4);
        Fitted fitted = keras.listening(recorder).fit(spec, train);
        assertEquals(
                List.of(
                        "begin, 2 epochs",
                        "epoch 1",
                        "4 of 8",
                        "8 of 8",
                        "end of 1",
                        "epoch 2",
                        "4 of 8",
                        "8 of 8",
                        "end of 2",
                        "end"),
                recorder.heard);
        assertEquals(fitted.history().metric("loss")[1], recorder.batches.get(3).get("loss"));
        assertEquals(2, recorder.batches.get(0).size());
    }

    @Test
    void the_logs_of_an_epoch_are_its_line_of_the_history() {
        Recorder recorder = new Recorder(0);
        Fitted fitted = keras.listening(recorder).fit(spec, train, train);
        for (int epoch = 0; epoch < 2; epoch++) {
            Map<String, Double> line = new LinkedHashMap<>();
            for (String name : fitted.history().names()) {
                line.put(name, fitted.history().metric(name)[epoch]);
            }
            assertEquals(line, recorder.epochs.get(epoch));
        }
        assertTrue(recorder.epochs.get(0).containsKey("val_mean_absolute_error"));
        assertEquals(List.of(), recorder.batches);
    }

    @Test
    void listening_changes_nothing_in_the_model() {
        assertEquals(keras.fit(spec, train), keras.listening(new Recorder(1)).fit(spec, train));
    }

    @Test
    void a_listener_ends_the_fit_and_what_was_learned_is_kept() {
        Recorder recorder = new Recorder(1) {
            @Override
            public void onBatchEnd(TrainingControl training, Map<String, Double> logs) {
                super.onBatchEnd(training, logs);
                if (training.epoch() == 2 && training.batch() == 3) {
                    training.stop();
                }
            }
        };
        Fitted ended = keras.listening(recorder).fit(spec.epochs(50), train);
        assertEquals(2, ended.history().epochs());
        assertEquals("end", recorder.heard.get(recorder.heard.size() - 1));
        assertEquals(
                SessionFixtures.ROWS, keras.predict(ended, SessionFixtures.x()).floats().length);
        assertEquals(ended, Fitted.ofBytes(ended.toBytes()));
    }

    @Test
    void another_thread_may_end_the_fit() throws Exception {
        AtomicReference<TrainingControl> running = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        Keras listening = keras.listening(new ProgressListener() {
            @Override
            public void onProgress(TrainingControl training) {
                running.set(training);
                begun.countDown();
            }
        });
        AtomicReference<Fitted> fitted = new AtomicReference<>();
        Thread fit = new Thread(() -> fitted.set(listening.fit(spec.epochs(1_000_000), train)));
        fit.start();
        begun.await();
        Objects.requireNonNull(running.get()).stop();
        fit.join();
        assertTrue(Objects.requireNonNull(fitted.get()).history().epochs() < 1_000_000);
    }

    @Test
    void whatever_a_listener_throws_comes_out_as_itself() {
        IllegalStateException broken = new IllegalStateException("enough");
        for (String at : List.of("begin", "epoch", "batch", "end")) {
            Recorder recorder = new Recorder(1) {
                private void fail(String where) {
                    if (at.equals(where)) {
                        throw broken;
                    }
                }

                @Override
                public void onTrainBegin(TrainingControl training) {
                    fail("begin");
                }

                @Override
                public void onEpochBegin(TrainingControl training) {
                    fail("epoch");
                }

                @Override
                public void onBatchEnd(TrainingControl training, Map<String, Double> logs) {
                    fail("batch");
                }

                @Override
                public void onTrainEnd(TrainingControl training) {
                    fail("end");
                }
            };
            assertSame(
                    broken,
                    assertThrows(IllegalStateException.class, () -> keras.listening(recorder)
                            .fit(spec, train)),
                    at);
        }
        assertEquals(2, keras.fit(spec, train).history().epochs(), "the next fit works");
    }

    @Test
    void a_listener_may_predict_and_may_not_fit() {
        Fitted other = keras.fit(spec.seed(2), train);
        float[] alone = keras.predict(other, SessionFixtures.x()).floats();
        List<float[]> during = new ArrayList<>();
        Keras predicting = keras.listening(new ProgressListener() {
            @Override
            public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
                during.add(keras.predict(other, SessionFixtures.x()).floats());
            }
        });
        predicting.fit(spec, train);
        assertEquals(2, during.size());
        during.forEach(predictions -> org.junit.jupiter.api.Assertions.assertArrayEquals(alone, predictions, 1e-6f));
        Keras fitting = keras.listening(new ProgressListener() {
            @Override
            public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
                keras.fit(spec, train);
            }
        });
        assertEquals(
                "fit of tiny: can't be called from a callback of a call that must finish first",
                assertThrows(IllegalStateException.class, () -> fitting.fit(spec, train))
                        .getMessage());
    }

    @Test
    void a_negative_interval_is_refused() {
        assertEquals(
                "ProgressListener: batchInterval must be 0 or more, got -1",
                assertThrows(IllegalArgumentException.class, () -> keras.listening(new Recorder(-1))
                                .fit(spec, train))
                        .getMessage());
    }
}
