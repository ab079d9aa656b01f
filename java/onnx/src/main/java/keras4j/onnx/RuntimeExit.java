package keras4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import keras4j.internal.exit.ExitBarrier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * End of the JVM. ONNX Runtime's own shutdown hook releases its environment while other threads may still use it, and
 * hooks run in no order. The environment counts its references, so one more reference keeps it; and a hook of ours ends
 * the calls before the process ends, after servers have answered the requests that they have accepted.
 */
final class RuntimeExit {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.onnx");
    private static final int WARNING = 2;
    /** Stack for the start of ONNX Runtime, whose telemetry overflows the megabyte of an ordinary thread. */
    private static final long STACK_BYTES = 16L << 20;

    private static final Set<LiveOnnxModels> OPEN = new HashSet<>();
    private static final FutureTask<OrtEnvironment> START = new FutureTask<>(RuntimeExit::shared);

    private static boolean started;

    private RuntimeExit() {}

    /** Starts ONNX Runtime on a thread of its own, while the caller reads its models. */
    static synchronized void start() {
        if (!started) {
            Runtime.getRuntime().addShutdownHook(new Thread(RuntimeExit::closeAll, "keras4j-onnx-exit"));
            started = true;
            new Thread(null, START, "keras4j-onnx-start", STACK_BYTES).start();
        }
    }

    /** Returns the environment of ONNX Runtime, as others in this JVM may have set it up. */
    static OrtEnvironment environment() {
        start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return START.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "OnnxScorer: ONNX Runtime must start, got " + failed.getCause(), failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static OrtEnvironment shared() {
        OrtEnvironment shared = OrtEnvironment.getEnvironment();
        stopTelemetry(shared);
        addReference();
        return shared;
    }

    /** Stops the reports of ONNX Runtime to its vendor, apart from one that it sends while it starts. */
    private static void stopTelemetry(OrtEnvironment shared) {
        try {
            shared.setTelemetry(false);
        } catch (OrtException refused) {
            LOG.warn("ONNX Runtime may report its use: {}", refused.getMessage());
        }
    }

    /** Adds a reference that nobody releases; another version of ONNX Runtime may name its method differently. */
    private static void addReference() {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), WARNING, "keras4j");
        } catch (ReflectiveOperationException | RuntimeException missing) {
            LOG.warn("ONNX Runtime may crash if the JVM ends while a session is created: {}", missing.toString());
        }
    }

    static void register(LiveOnnxModels models) {
        synchronized (OPEN) {
            OPEN.add(models);
        }
    }

    static void forget(LiveOnnxModels models) {
        synchronized (OPEN) {
            OPEN.remove(models);
        }
    }

    /** Ends the calls, once ONNX Runtime has started: the JVM must not end in the midst of it. */
    private static void closeAll() {
        ExitBarrier.await();
        try {
            environment();
        } catch (IllegalStateException failed) {
            LOG.debug("ONNX Runtime did not start", failed);
        }
        List<LiveOnnxModels> all;
        synchronized (OPEN) {
            all = new ArrayList<>(OPEN);
        }
        all.forEach(LiveOnnxModels::close);
    }
}
