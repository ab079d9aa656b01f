package keras4j.micrometer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.internal.event.LiveModelsEvent;
import keras4j.internal.event.ModelEvent;
import keras4j.internal.event.WorkersEvent;
import keras4j.onnx.OnnxScorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of the meters, by a scorer without Python and by the events that sessions make. */
@Timeout(60)
class KerasMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static Fitted model() throws Exception {
        try (var file = KerasMetersTest.class.getResourceAsStream("/keras4j/serving/survival-1.keras4j")) {
            return Fitted.ofBytes(file.readAllBytes());
        }
    }

    private void awaitCount(String name, String model, boolean failed, long count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Timer timer = registry.find(name)
                    .tags("model", model, "failed", String.valueOf(failed))
                    .timer();
            return timer != null && timer.count() == count;
        });
    }

    @Test
    void predictions_of_a_scorer_are_timed_with_their_rows() throws Exception {
        Fitted fitted = model();
        try (KerasMeters meters = new KerasMeters();
                OnnxScorer scorer = OnnxScorer.open()) {
            meters.bindTo(registry);
            scorer.predict(fitted, Datasets.titanic().head(5));
            scorer.predict(fitted, Datasets.titanic().head(7));
            awaitCount("keras4j.prediction", "survival", false, 2);
            assertTrue(registry.get("keras4j.prediction").timer().totalTime(TimeUnit.NANOSECONDS) > 0);
            assertEquals(12, registry.get("keras4j.prediction.rows").summary().totalAmount());
        }
    }

    @Test
    void fits_restorations_failures_and_live_models_have_meters() {
        try (KerasMeters meters = new KerasMeters()) {
            meters.bindTo(registry);
            assertEquals(1, new ModelEvent.Fit().around("digits", 0, () -> 1));
            assertEquals(2, new ModelEvent.Restoration().around("digits", 0, () -> 2));
            assertThrows(IllegalStateException.class, () -> new ModelEvent.Prediction().around("digits", 1, () -> {
                throw new IllegalStateException();
            }));
            LiveModelsEvent.commit(3, 4_000, 0);
            awaitCount("keras4j.fit", "digits", false, 1);
            awaitCount("keras4j.restoration", "digits", false, 1);
            awaitCount("keras4j.prediction", "digits", true, 1);
            await().until(() -> registry.get("keras4j.live.bytes").gauge().value() == 4_000);
            assertEquals(3, registry.get("keras4j.live.models").gauge().value());
        }
    }

    @Test
    void the_queue_and_worker_processes_have_meters() {
        try (KerasMeters meters = new KerasMeters()) {
            meters.bindTo(registry);
            WorkersEvent.commit(5, 2, 1);
            await().until(() -> registry.get("keras4j.queue.length").gauge().value() == 5);
            assertEquals(2, registry.get("keras4j.worker.processes").gauge().value());
            assertEquals(
                    1, registry.get("keras4j.worker.restarts").functionCounter().count());
        }
    }

    @Test
    void names_of_models_are_bounded() {
        try (KerasMeters meters = new KerasMeters()) {
            meters.bindTo(registry);
            for (int number = 0; number < 120; number++) {
                assertEquals(0, new ModelEvent.Fit().around("model-" + number, 0, () -> 0));
            }
            awaitCount("keras4j.fit", "other", false, 20);
            assertEquals(101, registry.find("keras4j.fit").timers().size());
        }
    }

    @Test
    void nothing_is_received_after_the_end() {
        KerasMeters meters = new KerasMeters();
        meters.bindTo(registry);
        meters.close();
        assertEquals(0, new ModelEvent.Fit().around("late", 0, () -> 0));
        assertTrue(registry.find("keras4j.fit").timers().isEmpty());
        assertEquals("KerasMeters of 0 models", meters.toString());
    }
}
