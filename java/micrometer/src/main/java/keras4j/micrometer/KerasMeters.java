package keras4j.micrometer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Meters for all sessions, scorers and servers of this JVM, made of their events for JDK Flight Recorder. Numbers come
 * about a second after the operations.
 *
 * <p>Timers {@code keras4j.fit}, {@code keras4j.prediction} and {@code keras4j.restoration} have the tags {@code model}
 * and {@code failed}, {@code keras4j.request} has {@code method} and {@code status}. {@code keras4j.prediction.rows}
 * counts the rows of predictions. {@code keras4j.live.models}, {@code keras4j.live.bytes} and {@code
 * keras4j.queue.length} are of one session, {@code keras4j.worker.processes} and {@code keras4j.worker.restarts} of the
 * JVM.
 */
public final class KerasMeters implements MeterBinder, AutoCloseable {
    private static final int MAX_MODELS = 100;
    private static final String OTHER_MODELS = "other";

    private static final Map<String, String> OPERATIONS = Map.of(
            "keras4j.Fit", "keras4j.fit",
            "keras4j.Prediction", "keras4j.prediction",
            "keras4j.Restoration", "keras4j.restoration");

    private final RecordingStream events = new RecordingStream();
    private final Set<String> models = ConcurrentHashMap.newKeySet();
    private final AtomicLong liveModels = new AtomicLong();
    private final AtomicLong liveBytes = new AtomicLong();
    private final AtomicLong queue = new AtomicLong();
    private final AtomicLong processes = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();

    /** Creates meters that receive no events yet. */
    public KerasMeters() {}

    /**
     * Registers the meters and starts to receive events.
     *
     * @param registry the registry, one for these meters
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "KerasMeters: registry must not be null");
        OPERATIONS.forEach((event, meter) -> on(event, found -> operation(registry, meter, found)));
        on("keras4j.Request", found -> request(registry, found));
        on("keras4j.LiveModels", this::live);
        on("keras4j.Workers", this::workers);
        gauges(registry);
        events.startAsync();
    }

    private void gauges(MeterRegistry registry) {
        Gauge.builder("keras4j.live.models", liveModels, AtomicLong::get).register(registry);
        Gauge.builder("keras4j.live.bytes", liveBytes, AtomicLong::get)
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder("keras4j.queue.length", queue, AtomicLong::get).register(registry);
        Gauge.builder("keras4j.worker.processes", processes, AtomicLong::get).register(registry);
        FunctionCounter.builder("keras4j.worker.restarts", restarts, AtomicLong::get)
                .register(registry);
    }

    private void on(String event, Consumer<RecordedEvent> action) {
        events.enable(event);
        events.onEvent(event, action);
    }

    private void operation(MeterRegistry registry, String meter, RecordedEvent event) {
        Tags tags = Tags.of("model", bounded(event.getString("model")));
        Timer.builder(meter)
                .tags(tags.and("failed", String.valueOf(event.getBoolean("failed"))))
                .register(registry)
                .record(event.getDuration());
        if (event.getInt("rows") > 0) {
            DistributionSummary.builder(meter + ".rows")
                    .tags(tags)
                    .register(registry)
                    .record(event.getInt("rows"));
        }
    }

    /** Returns the name of a model; beyond the first ones, a common name, because each tag costs memory for good. */
    private String bounded(String model) {
        if (models.size() < MAX_MODELS) {
            models.add(model);
        }
        return models.contains(model) ? model : OTHER_MODELS;
    }

    private static void request(MeterRegistry registry, RecordedEvent event) {
        Timer.builder("keras4j.request")
                .tags("method", event.getString("method"), "status", String.valueOf(event.getInt("status")))
                .register(registry)
                .record(event.getDuration());
    }

    private void live(RecordedEvent event) {
        liveModels.set(event.getInt("models"));
        liveBytes.set(event.getLong("bytes"));
    }

    private void workers(RecordedEvent event) {
        queue.set(event.getInt("queue"));
        processes.set(event.getInt("processes"));
        restarts.set(event.getInt("restarts"));
    }

    /** Receives no more events; the meters stay in their registry. */
    @Override
    public void close() {
        events.close();
    }

    @Override
    public String toString() {
        return "KerasMeters of " + models.size() + " models";
    }
}
