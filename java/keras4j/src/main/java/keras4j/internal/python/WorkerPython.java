package keras4j.internal.python;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import keras4j.internal.data.ArraySpec;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.environment.PythonFiles;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CPython in a worker process. If the process dies, its calls fail, and the next call starts another. */
final class WorkerPython implements Python {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    /** Time that a cancelled call is given to confirm that it has stopped. */
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(100);
    /** Maximum start time of a process. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    /** Size of the range of model numbers of one process; the range of the next process follows it. */
    private static final long MODELS_PER_PROCESS = 1L << 40;

    private final String backend;
    private final Path cache;
    private final int threads;
    private final long silence;
    private final Supplier<? extends Collection<String>> symbols;
    private final PythonEnvironment environment;
    private final AtomicLong numbers = new AtomicLong(1);
    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, String> versions = new TreeMap<>();
    private @Nullable WorkerProcess process;
    private long first = 1;
    private volatile boolean closed;
    private final Set<Thread> training = ConcurrentHashMap.newKeySet();

    /**
     * Creates the interface and starts the process.
     *
     * @param threads the number of computing threads, 0 for as many as there are processors
     * @param silence how long a call may run without a report before the process is killed
     */
    WorkerPython(
            String backend,
            Path cache,
            int threads,
            Duration silence,
            Supplier<? extends Collection<String>> symbols,
            PythonEnvironment environment) {
        this.backend = backend;
        this.cache = cache;
        this.threads = threads;
        this.silence = silence.toNanos();
        this.symbols = symbols;
        this.environment = environment;
        process();
    }

    /** Returns the live process, starting one if there is none. */
    private synchronized WorkerProcess process() {
        WorkerProcess found = process;
        if (closed) {
            throw new StoppedException(Reason.CLOSED, "Keras: the session is closed");
        }
        if (found == null || found.dead()) {
            found = started();
            process = found;
        }
        return found;
    }

    private WorkerProcess started() {
        SharedArrays.sweep();
        try {
            WorkerProcess begun = WorkerProcess.start(environment.executable(), PythonFiles.unpack(cache), variables());
            try {
                begin(begun);
            } catch (RuntimeException failure) {
                begun.kill("it could not be started");
                throw failure;
            }
            LOG.info("Keras {} on {} runs in {}, {}", versions.get("keras"), backend, begun, environment);
            return begun;
        } catch (IOException failure) {
            throw new IllegalStateException("Keras.open: the worker process can't be started: " + failure, failure);
        }
    }

    private Map<String, String> variables() {
        String count = Integer.toString(threads);
        return threads == 0
                ? Map.of()
                : Map.of("NPROC", count, "TF_NUM_INTRAOP_THREADS", count, "TF_NUM_INTEROP_THREADS", count);
    }

    private void begin(WorkerProcess begun) {
        ObjectNode start = PythonStartup.arguments(backend, cache)
                .put("id", 0)
                .put("folder", Path.of("").toAbsolutePath().toString())
                .put("first", first);
        first += MODELS_PER_PROCESS;
        WorkerCall starting = new WorkerCall(
                begun, 0, PythonRequest.of("start", start, "Keras.open"), CallListener.NONE, model -> {}, starting());
        begun.begin(starting);
        begun.send(start, List.of());
        PythonReply reply = waited(starting, 0, "Keras.open", Deadline.NONE);
        reply.value()
                .properties()
                .forEach(each -> versions.put(each.getKey(), each.getValue().asText()));
        call(begun, Work.TRAINING, PythonStartup.allow(symbols.get()), CallListener.NONE, Deadline.NONE, 0);
    }

    /**
     * Returns the silence limit of the start, in nanoseconds: the import of Keras takes a while and sends no reports.
     */
    private long starting() {
        return Math.max(silence, START_TIMEOUT.toNanos());
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
        return call(process(), work, request, watch, deadline, filled);
    }

    private PythonReply call(
            WorkerProcess where, Work work, PythonRequest request, CallListener watch, Deadline deadline, int filled) {
        if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
            throw EmbeddedPython.givenUp(request.what(), deadline, " before it began");
        }
        WorkerCall call = new WorkerCall(
                where, numbers.getAndIncrement(), request, watch, model -> release(List.of(model)), silence);
        boolean trains = work == Work.TRAINING && training.add(Thread.currentThread());
        running.incrementAndGet();
        Optional<SharedArrays> kept = Optional.empty();
        try {
            kept = call.send(work, filled);
            return waited(call, filled, request.what(), deadline);
        } finally {
            kept.ifPresent(SharedArrays::close);
            running.decrementAndGet();
            if (trains) {
                training.remove(Thread.currentThread());
            }
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
        StoppedException given = EmbeddedPython.givenUp(what, deadline, "");
        if (last.isEmpty()) {
            call.forget();
            return given;
        }
        call.releaseModel(last.get());
        int epochs = ReplyCodec.tree(last.get().head().path("text").asText())
                .path("epochs")
                .asInt();
        return new StoppedException(given.reason(), given.getMessage() + " after " + epochs + " epochs");
    }

    @Override
    public CompiledModel predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        return new WorkerPredictor(this, model, inputs, outputs);
    }

    @Override
    public synchronized void release(Collection<Long> models) {
        WorkerProcess found = process;
        if (found != null && !found.dead()) {
            WorkerCall call = new WorkerCall(
                    found,
                    numbers.getAndIncrement(),
                    PythonRequest.release(models),
                    CallListener.NONE,
                    model -> {},
                    silence);
            call.send(Work.PREDICTION, 0);
            call.forget();
        }
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        long start = System.nanoTime();
        while (running.get() > 0) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Override
    public Map<String, String> versions() {
        return Map.copyOf(versions);
    }

    @Override
    public String backend() {
        return backend;
    }

    /** Returns the process ID, for tests that end the process. */
    synchronized long pid() {
        return process().pid();
    }

    /** Ends the process. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.close("the session was closed");
        }
    }

    @Override
    public String toString() {
        return "Python " + versions + " in a worker process";
    }
}
