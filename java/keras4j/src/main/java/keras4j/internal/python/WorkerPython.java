package keras4j.internal.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import keras4j.environment.Settings.Accelerator;
import keras4j.internal.data.ArraySpec;
import keras4j.internal.environment.Accelerators;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.environment.PythonFiles;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CPython in a worker process. If the process dies, its calls fail, and the next call starts another. */
final class WorkerPython implements Python, Drainable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    /** Time that a cancelled call is given to confirm that it has stopped. */
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(100);
    /** Least silence after which a start counts as hung: the import of Keras may wait for a slow disk. */
    private static final Duration MIN_START_SILENCE = Duration.ofMinutes(1);

    private static final AtomicInteger GPU_TURN = new AtomicInteger();
    private static final String BEFORE_IT_BEGAN = " before it began";
    /** Size of the range of model numbers of one process; the range of the next process follows it. */
    private static final long MODELS_PER_PROCESS = 1L << 40;

    private final String backend;
    private final Path cache;
    private final int threads;
    private final SilenceLimit silence;
    private final Supplier<? extends Collection<String>> symbols;
    private final PythonEnvironment environment;
    private final AtomicLong numbers = new AtomicLong(1);
    private final Map<WorkerCall, Work> running = new ConcurrentHashMap<>();
    private final Drain drain = new Drain(Duration.ZERO);
    private final AtomicLong first = new AtomicLong(1);
    private volatile Map<String, String> versions = Map.of();
    private @Nullable CompletableFuture<WorkerProcess> process;
    /** Newest process, which may still be starting. */
    private volatile @Nullable WorkerProcess newest;

    private @Nullable Thread exitHook;
    private volatile boolean closed;
    private final Set<Thread> training = ConcurrentHashMap.newKeySet();

    /**
     * Creates the interface and begins to start the process.
     *
     * @param threads the number of computing threads, 0 for as many as there are processors
     * @param silence the silence after which the process is killed
     */
    WorkerPython(
            String backend,
            Path cache,
            int threads,
            SilenceLimit silence,
            Supplier<? extends Collection<String>> symbols,
            PythonEnvironment environment) {
        this.backend = backend;
        this.cache = cache;
        this.threads = threads;
        this.silence = silence;
        this.symbols = symbols;
        this.environment = environment;
        var unused = process();
    }

    /** Creates the interface and waits until the process has started. */
    static WorkerPython open(
            String backend,
            Path cache,
            int threads,
            SilenceLimit silence,
            Supplier<? extends Collection<String>> symbols,
            PythonEnvironment environment) {
        WorkerPython python = new WorkerPython(backend, cache, threads, silence, symbols, environment);
        try {
            BackgroundWork.await(python.process(), "Keras.open", "", Deadline.NONE);
            return python;
        } catch (RuntimeException | Error failure) {
            python.close();
            throw failure;
        }
    }

    /** Returns the live process, which may still be starting; begins to start one if there is none. */
    private synchronized CompletableFuture<WorkerProcess> process() {
        if (closed) {
            throw closed();
        }
        CompletableFuture<WorkerProcess> found = process;
        if (found == null
                || found.isCompletedExceptionally()
                || (found.isDone() && found.join().dead())) {
            if (found != null) {
                WorkerCounts.restarted();
            }
            found = BackgroundWork.start("keras4j-worker-start", this::started);
            process = found;
        }
        return found;
    }

    private static StoppedException closed() {
        return new StoppedException(Reason.CLOSED, "Keras: the session is closed");
    }

    private WorkerProcess started() {
        SharedArrays.sweep();
        try {
            WorkerProcess begun = WorkerProcess.start(environment.executable(), PythonFiles.unpack(cache), variables());
            newest = begun;
            if (closed) {
                begun.close("the session was closed");
                throw closed();
            }
            try {
                begin(begun);
            } catch (RuntimeException | Error failure) {
                begun.kill("it could not be started");
                throw failure;
            }
            LOG.info("Keras {} on {} runs in {}, {}", versions.get("keras"), backend, begun, environment);
            return begun;
        } catch (IOException failure) {
            throw new IllegalStateException("Keras.open: the worker process can't be started: " + failure, failure);
        }
    }

    /** Returns the variables of a process: further packages, and for a search its threads and one of the GPUs in turn. */
    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        Path packages = environment.packages();
        if (packages != null) {
            variables.put("PYTHONPATH", packages.toString());
            // ONNX Runtime, which may be among them, would report its use to its vendor.
            variables.put("ORT_DISABLE_TELEMETRY", "1");
        }
        if (threads > 0) {
            List.of("NPROC", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
                    .forEach(name -> variables.put(name, Integer.toString(threads)));
            List<String> devices = environment.accelerator() == Accelerator.CPU ? List.of() : Accelerators.devices();
            if (!devices.isEmpty()) {
                variables.put("CUDA_VISIBLE_DEVICES", devices.get(GPU_TURN.getAndIncrement() % devices.size()));
            }
        }
        return variables;
    }

    private void begin(WorkerProcess begun) {
        ObjectNode start = PythonStartup.arguments(backend, cache, environment)
                .put("id", 0)
                .put("folder", Path.of("").toAbsolutePath().toString())
                .put("first", first.getAndAdd(MODELS_PER_PROCESS));
        boolean longer = silence.time().compareTo(MIN_START_SILENCE) > 0;
        begun.watch(SilenceLimit.idle(longer ? silence.time() : MIN_START_SILENCE));
        WorkerCall starting = new WorkerCall(
                begun, 0, PythonRequest.of("start", start, "Keras.open"), CallListener.NONE, model -> {});
        starting.begin(start, List.of());
        PythonReply reply = waited(starting, 0, "Keras.open", Deadline.NONE);
        Map<String, String> told = new TreeMap<>();
        reply.value()
                .properties()
                .forEach(each -> told.put(each.getKey(), each.getValue().asText()));
        versions = Map.copyOf(told);
        call(begun, Work.TRAINING, PythonStartup.allow(symbols.get()), CallListener.NONE, Deadline.NONE, 0);
        begun.watch(silence);
    }

    @Override
    public PythonReply call(Work work, PythonRequest request, CallListener watch, Deadline deadline) {
        return call(work, request, watch, deadline, 0);
    }

    /**
     * Calls a function whose last arrays are outputs.
     *
     * @param filled the number of arrays at the end that Python fills
     */
    PythonReply call(Work work, PythonRequest request, CallListener watch, Deadline deadline, int filled) {
        if (work == Work.TRAINING && training.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    request.what() + ": can't be called from a callback of a call that must finish first");
        }
        requireTime(request.what(), deadline);
        drain.require(work, request.what());
        WorkerProcess where = BackgroundWork.await(process(), request.what(), BEFORE_IT_BEGAN, deadline);
        PythonReply reply = call(where, work, request, watch, deadline, filled);
        if (reply.value().path("stopped").asBoolean()) {
            drain.require(work, request.what());
        }
        return reply;
    }

    private PythonReply call(
            WorkerProcess where, Work work, PythonRequest request, CallListener watch, Deadline deadline, int filled) {
        requireTime(request.what(), deadline);
        WorkerCall call =
                new WorkerCall(where, numbers.getAndIncrement(), request, watch, model -> release(List.of(model)));
        boolean trains = work == Work.TRAINING && training.add(Thread.currentThread());
        running.put(call, work);
        Optional<SharedArrays> kept = Optional.empty();
        try {
            kept = call.send(work, filled);
            if (drain.refuses(work)) {
                call.stop();
            }
            return waited(call, filled, request.what(), deadline);
        } finally {
            kept.ifPresent(SharedArrays::close);
            running.remove(call);
            drain.called();
            if (trains) {
                training.remove(Thread.currentThread());
            }
        }
    }

    private static void requireTime(String what, Deadline deadline) {
        if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
            throw deadline.givenUp(what, BEFORE_IT_BEGAN);
        }
    }

    private static PythonReply waited(WorkerCall call, int filled, String what, Deadline deadline) {
        try {
            Optional<WorkerMessage> last = call.await(deadline);
            if (last.isPresent()) {
                return call.reply(last.get(), filled);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw stopped(call, what, deadline);
    }

    /**
     * Stops a call at its next batch, waits briefly for it, and returns the exception with the number of completed
     * epochs.
     */
    private static StoppedException stopped(WorkerCall call, String what, Deadline deadline) {
        if (call.withdraw()) {
            return deadline.givenUp(what, BEFORE_IT_BEGAN);
        }
        boolean interrupted = Thread.interrupted();
        call.stop();
        Optional<WorkerMessage> last = Optional.empty();
        try {
            last = call.await(Deadline.after(STOP_TIMEOUT));
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        StoppedException given = deadline.givenUp(what, "");
        if (last.isEmpty()) {
            call.forget();
            return given;
        }
        call.releaseModel(last.get());
        JsonNode epochs = WorkerCall.value(last.get()).path("epochs");
        String progress = epochs.isMissingNode() ? "" : " after " + epochs.asInt() + " epochs";
        return new StoppedException(given.reason(), given.getMessage() + progress);
    }

    @Override
    public CompiledModel predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        return new WorkerPredictor(this, model, inputs, outputs);
    }

    @Override
    public void release(Collection<Long> models) {
        WorkerProcess found = ready();
        if (found != null && !found.dead()) {
            WorkerCall call = new WorkerCall(
                    found, numbers.getAndIncrement(), PythonRequest.release(models), CallListener.NONE, model -> {});
            call.send(Work.PREDICTION, 0);
            call.forget();
        }
    }

    private synchronized @Nullable WorkerProcess ready() {
        CompletableFuture<WorkerProcess> found = process;
        return found == null || !found.isDone() || found.isCompletedExceptionally() ? null : found.join();
    }

    @Override
    public int queueLength() {
        return running.size();
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        long start = System.nanoTime();
        while (!idle()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** Installs a shutdown hook that drains the calls when the JVM ends. */
    void drainAtExit(Duration grace) {
        drain.extend(grace);
        exitHook = ExitHook.install(this);
    }

    @Override
    public Drain drain() {
        return drain;
    }

    @Override
    public boolean idle() {
        return running.isEmpty();
    }

    @Override
    public void stop(Work work) {
        running.forEach((call, kind) -> {
            if (kind == work) {
                call.stop();
            }
        });
    }

    /** Does nothing: the process ends with its pipe, after the JVM. */
    @Override
    public void runExitFunctions() {}

    @Override
    public Map<String, String> versions() {
        return versions;
    }

    @Override
    public String backend() {
        return backend;
    }

    /** Returns the process ID, for tests that end the process. */
    long pid() {
        return BackgroundWork.await(process(), "pid", "", Deadline.NONE).pid();
    }

    /** Ends the process. */
    @Override
    public void close() {
        closed = true;
        WorkerProcess found = newest;
        if (found != null) {
            found.close("the session was closed");
        }
        if (exitHook != null) {
            ExitHook.remove(exitHook);
        }
    }

    @Override
    public String toString() {
        return "Python " + versions + " in a worker process";
    }
}
