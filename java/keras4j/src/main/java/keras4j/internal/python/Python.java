package keras4j.internal.python;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import keras4j.environment.Settings;
import keras4j.internal.data.ArraySpec;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.MemoryLimits;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.python.PythonException;
import keras4j.python.StoppedException;
import keras4j.python.WorkerDiedException;

/**
 * Interface to Python: functions called by name on one of three lanes.
 *
 * <p>One lane trains, one predicts, one loads models, so predictions continue during a fit and a restoration. Calls of one lane run one after another. Any
 * thread may call, virtual ones too; it waits.
 */
public interface Python extends AutoCloseable {
    /** Kind of a call, which decides the thread that it runs on. */
    enum Work {
        /** Fits and whatever else builds networks from programs. */
        TRAINING,
        /** Predictions and evaluations of live models. */
        PREDICTION,
        /** Restoration, inspection and change of models that are given as bytes. */
        LOADING
    }

    /**
     * Joins the Python inside this JVM, or starts it.
     *
     * @param backend {@code jax} or {@code tensorflow}
     * @param settings the cache folder for data shared between processes, and the grace at the end of the JVM
     * @param symbols supplies the names that Keras programs may call; called while Python starts, on another thread
     * @param environment finds the environment; called only if Python is not running yet
     * @throws IllegalStateException another backend runs in this JVM, or an earlier start failed
     */
    static Python embedded(
            String backend,
            Settings settings,
            Supplier<? extends Collection<String>> symbols,
            Supplier<PythonEnvironment> environment) {
        return PythonStartup.join(backend, settings, symbols, environment);
    }

    /**
     * Opens Python as the settings specify: inside this JVM, or in a worker process.
     *
     * @param backend {@code jax} or {@code tensorflow}
     * @param symbols supplies the names that Keras programs may call
     */
    static Python open(String backend, Settings settings, Supplier<? extends Collection<String>> symbols) {
        if (!settings.ownProcess()) {
            return embedded(backend, settings, symbols, () -> Environments.resolve(settings, backend));
        }
        MemoryLimits.check(backend, true);
        WorkerPython worker = WorkerPython.open(
                backend,
                settings.cache(),
                0,
                SilenceLimit.idle(settings.silence()),
                symbols,
                Environments.resolve(settings, backend));
        worker.drainAtExit(settings.drain());
        return worker;
    }

    /**
     * Starts Python in a worker process, which ends with this JVM; the first call waits for the start. If the process
     * dies, the calls in it fail with a {@link WorkerDiedException} and the next call starts another.
     *
     * @param backend {@code jax} or {@code tensorflow}, independent of other processes
     * @param cache the folder for data shared between processes, such as compiled programs
     * @param threads the number of computing threads, 0 for as many as there are processors
     * @param silence the silence after which the process is considered hung and killed
     * @param symbols supplies the names that Keras programs may call
     */
    static Python worker(
            String backend,
            Path cache,
            int threads,
            SilenceLimit silence,
            Supplier<? extends Collection<String>> symbols,
            PythonEnvironment environment) {
        return new WorkerPython(backend, cache, threads, silence, symbols, environment);
    }

    /**
     * Calls a function and waits for its reply.
     *
     * @throws PythonException Python raised
     * @throws StaleHandleException an id in the request is dead
     * @throws StoppedException the deadline passed, or the calling thread was interrupted
     * @throws WorkerDiedException the process that the call ran in has ended
     */
    PythonReply call(Work work, PythonRequest request, CallListener watch, Deadline deadline);

    /**
     * Returns the compiled forward pass of a live model.
     *
     * @param model its number
     * @param inputs the rows of the inputs, in the order in which the model was described
     * @param outputs the rows of the outputs
     */
    CompiledModel predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs);

    /** Releases live objects asynchronously; never waits. */
    void release(Collection<Long> numbers);

    /** Returns the number of calls that wait or run. */
    int queueLength();

    /** Waits until the lanes are idle, at most for a time, and returns whether they are. */
    boolean awaitIdle(Duration atMost);

    /** Returns the versions of {@code python}, {@code keras}, {@code numpy} and the backend's packages. */
    Map<String, String> versions();

    /** Returns the backend: {@code jax} or {@code tensorflow}. */
    String backend();

    /** Ends a worker process; the Python inside this JVM stays open for other users. */
    @Override
    void close();
}
