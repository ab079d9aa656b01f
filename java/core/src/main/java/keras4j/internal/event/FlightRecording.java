package keras4j.internal.event;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/**
 * Recording of operations where JDK Flight Recorder is in use. Elsewhere none of its classes are loaded, which would
 * take a tenth of a second of the first prediction.
 */
public final class FlightRecording {
    private static final Set<Runnable> SAMPLES = new HashSet<>();
    private static final Set<Runnable> SAMPLED = new HashSet<>();

    private FlightRecording() {}

    /**
     * Runs an operation on a model.
     *
     * @param event the event that records it
     * @param rows the number of rows
     */
    public static <T> T of(Supplier<? extends ModelEvent> event, String model, int rows, Supplier<T> operation) {
        if (!FlightRecorder.isInitialized()) {
            return operation.get();
        }
        sampleAll();
        return event.get().around(model, rows, operation);
    }

    /** Adds what records the live models of a session each second, from the first operation that is recorded. */
    public static void addSample(Runnable sample) {
        synchronized (SAMPLES) {
            SAMPLES.add(sample);
        }
    }

    /** Removes what was added. */
    public static void removeSample(Runnable sample) {
        synchronized (SAMPLES) {
            SAMPLES.remove(sample);
            if (SAMPLED.remove(sample)) {
                FlightRecorder.removePeriodicEvent(sample);
            }
        }
    }

    private static void sampleAll() {
        synchronized (SAMPLES) {
            for (Runnable sample : SAMPLES) {
                if (SAMPLED.add(sample)) {
                    FlightRecorder.addPeriodicEvent(LiveModelsEvent.class, sample);
                }
            }
        }
    }
}
