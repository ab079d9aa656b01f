package keras4j.python;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Python, as the rest of the library sees it: functions called by name on one of two lanes.
 *
 * <p>One lane trains, one predicts, so predicting goes on while a fit runs. Calls of one lane run one
 * after another. Any thread may call, virtual ones too; it waits.
 */
public interface Python extends AutoCloseable {
    /** Longer than any call lasts. */
    Duration EVER = Duration.ofDays(10_000);

    /** What a call is for, which decides the thread that it runs on. */
    enum Work {
        TRAINING,
        PREDICTION
    }

    /**
     * The Python inside this JVM: joins the one that runs, or starts it.
     *
     * @param backend {@code jax} or {@code tensorflow}
     * @param cache the folder for what is worth keeping between processes, such as compiled programs
     * @param symbols tells the names that Keras programs may call; asked while Python starts, on another thread
     * @param environment finds the environment; asked only when Python does not run yet
     * @throws IllegalStateException another backend runs in this JVM, or an earlier start failed
     */
    static Python embedded(
            String backend,
            Path cache,
            Supplier<? extends Collection<String>> symbols,
            Supplier<PythonEnvironment> environment) {
        return Boot.join(backend, cache, symbols, environment);
    }

    /**
     * Python as the settings have it: inside this JVM, or in a process of its own.
     *
     * @param backend {@code jax} or {@code tensorflow}
     * @param symbols tells the names that Keras programs may call
     */
    static Python open(String backend, Settings settings, Supplier<? extends Collection<String>> symbols) {
        return settings.ownProcess()
                ? worker(backend, settings.cache(), 0, EVER, symbols, Environments.resolve(settings, backend))
                : embedded(backend, settings.cache(), symbols, () -> Environments.resolve(settings, backend));
    }

    /**
     * Python in a process of its own, which ends with this JVM. Should the process die, the calls in it fail with a
     * {@link WorkerDiedException} and the next call starts another.
     *
     * @param backend {@code jax} or {@code tensorflow}, whatever other processes run
     * @param cache the folder for what is worth keeping between processes, such as compiled programs
     * @param threads how many threads it computes with, 0 for as many as there are processors
     * @param silence how long a call may give no sign of life, one batch after another, before the process is taken for hung
     *     and ended
     * @param symbols tells the names that Keras programs may call
     */
    static Python worker(
            String backend,
            Path cache,
            int threads,
            Duration silence,
            Supplier<? extends Collection<String>> symbols,
            PythonEnvironment environment) {
        return new WorkerPython(backend, cache, threads, silence, symbols, environment);
    }

    /**
     * Calls a function and waits for what it gives back.
     *
     * @throws PythonException Python raised
     * @throws GoneException an id in the request is dead
     * @throws StoppedException the deadline passed, or the calling thread was interrupted
     * @throws WorkerDiedException the process that it ran in has ended
     */
    Reply call(Work work, Request request, Watch watch, Deadline deadline);

    /**
     * The compiled forward pass of a live model.
     *
     * @param model its number
     * @param inputs the rows going in, in the order in which the model was described
     * @param outputs the rows coming out
     */
    Predictor predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs);

    /** Forgets live objects, some time soon; never waits. */
    void release(Collection<Long> numbers);

    /** Waits until nothing runs and nothing waits on the lanes, at most for a time; says whether it came to that. */
    boolean quiet(Duration atMost);

    /** Which versions run: {@code python}, {@code keras}, {@code numpy} and the backend's own. */
    Map<String, String> versions();

    /** The backend: {@code jax} or {@code tensorflow}. */
    String backend();

    /** Ends the process if it is one of its own; the Python inside this JVM goes on, for others. */
    @Override
    void close();
}
