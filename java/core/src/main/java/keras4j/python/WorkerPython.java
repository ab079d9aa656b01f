package keras4j.python;

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
import keras4j.python.StoppedException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CPython in a process of its own. When that dies, the calls in it fail, and the next call starts another. */
final class WorkerPython implements Python {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPython.class);
    /** How long a caller that gave up waits for its call to say that it has stopped. */
    private static final Duration GRACE = Duration.ofMillis(100);
    /** How long a process may take to start. */
    private static final Duration STARTING = Duration.ofMinutes(5);
    /** Numbers of models of one process; those of the next begin after them. */
    private static final long NUMBERS = 1L << 40;

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
     * @param threads how many threads it computes with, 0 for as many as there are processors
     * @param silence how long a call may give no sign of life before the process is ended
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

    /** The process that lives, started if there is none. */
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
        Shared.sweep();
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
        ObjectNode start = Boot.arguments(backend, cache)
                .put("id", 0)
                .put("folder", Path.of("").toAbsolutePath().toString())
                .put("first", first);
        first += NUMBERS;
        WorkerCall starting =
                new WorkerCall(begun, 0, Request.of("start", start, "Keras.open"), Watch.NONE, model -> {}, starting());
        begun.begin(starting);
        begun.send(start, List.of());
        Reply reply = waited(starting, 0, "Keras.open", Deadline.NONE);
        reply.value()
                .properties()
                .forEach(each -> versions.put(each.getKey(), each.getValue().asText()));
        call(begun, Work.TRAINING, Boot.allow(symbols.get()), Watch.NONE, Deadline.NONE, 0);
    }

    /** To import Keras takes a while, in which there is no sign of life. */
    private long starting() {
        return Math.max(silence, STARTING.toNanos());
    }

    @Override
    public Reply call(Work work, Request request, Watch watch, Deadline deadline) {
        return call(work, request, watch, deadline, 0);
    }

    /** @param filled how many of the arrays, the last ones, Python fills */
    Reply call(Work work, Request request, Watch watch, Deadline deadline, int filled) {
        if (work == Work.TRAINING && training.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    request.what() + ": can't be called from a callback of a call that it would wait for");
        }
        return call(process(), work, request, watch, deadline, filled);
    }

    private Reply call(WorkerProcess where, Work work, Request request, Watch watch, Deadline deadline, int filled) {
        if (deadline.left() <= 0 || Thread.currentThread().isInterrupted()) {
            throw EmbeddedPython.givenUp(request.what(), deadline, " before it began");
        }
        WorkerCall call = new WorkerCall(
                where, numbers.getAndIncrement(), request, watch, model -> release(List.of(model)), silence);
        boolean trains = work == Work.TRAINING && training.add(Thread.currentThread());
        running.incrementAndGet();
        Optional<Shared> kept = Optional.empty();
        try {
            kept = call.send(work, filled);
            return waited(call, filled, request.what(), deadline);
        } finally {
            kept.ifPresent(Shared::close);
            running.decrementAndGet();
            if (trains) {
                training.remove(Thread.currentThread());
            }
        }
    }

    private static Reply waited(WorkerCall call, int filled, String what, Deadline deadline) {
        try {
            Optional<Frame> last = call.await(deadline);
            if (last.isPresent()) {
                return call.reply(last.get(), filled);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw stopped(call, what, deadline);
    }

    /** Tells a call to stop at its next batch, gives it a moment to do so, and says how far it came. */
    private static StoppedException stopped(WorkerCall call, String what, Deadline deadline) {
        boolean interrupted = Thread.interrupted();
        call.stop();
        Optional<Frame> last = Optional.empty();
        try {
            last = call.await(Deadline.after(GRACE));
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
        int epochs = Replies.tree(last.get().head().path("text").asText())
                .path("epochs")
                .asInt();
        return new StoppedException(given.reason(), given.getMessage() + " after " + epochs + " epochs");
    }

    @Override
    public Predictor predictor(long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        return new WorkerPredictor(this, model, inputs, outputs);
    }

    @Override
    public synchronized void release(Collection<Long> models) {
        WorkerProcess found = process;
        if (found != null && !found.dead()) {
            ObjectNode arguments = Request.empty();
            models.forEach(arguments.putArray("ids")::add);
            Request request = Request.of("release", arguments, "release");
            WorkerCall call =
                    new WorkerCall(found, numbers.getAndIncrement(), request, Watch.NONE, model -> {}, silence);
            call.send(Work.PREDICTION, 0);
            call.forget();
        }
    }

    @Override
    public boolean quiet(Duration atMost) {
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

    /** The number of the process, for tests that end it. */
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
