package keras4j.internal.python;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Process that runs {@code keras4j_runtime.worker}: sends messages to it, dispatches its messages to the calls they
 * belong to, and ends it when it is silent for too long.
 */
final class WorkerProcess {
    private static final Logger PYTHON = LoggerFactory.getLogger("keras4j.python.output");
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final int MAX_ERROR_LINES = 5;

    private final Process process;
    /** Messages to the process, written by a thread of their own: a process that does not read blocks only that. */
    private final BlockingQueue<WorkerMessage> outgoing = new LinkedBlockingQueue<>();

    private final Map<Long, WorkerCall> calls = new ConcurrentHashMap<>();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final Thread errors;
    private final Thread writer;
    private final AtomicLong received = new AtomicLong();
    private volatile @Nullable SilenceLimit limit;
    private volatile @Nullable String death;
    private volatile @Nullable String reason;
    private volatile boolean closed;

    private WorkerProcess(Process process) {
        this.process = process;
        WorkerCounts.started();
        this.errors = thread("errors", this::readErrors);
        this.writer = thread("messages", this::write);
        thread("frames", this::readFrames);
    }

    /**
     * Starts the process; Keras is not imported yet.
     *
     * @param half the folder with the Python half
     * @param variables added to this JVM's environment, from which Python's own variables are removed
     */
    static WorkerProcess start(Path executable, Path half, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(executable.toString(), "-s", "-m", "keras4j_runtime.worker");
        builder.directory(half.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
        builder.environment().putAll(variables);
        return new WorkerProcess(builder.start());
    }

    private Thread thread(String what, Runnable work) {
        Thread thread = new Thread(work, "keras4j-worker-" + process.pid() + "-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Registers a call, which receives all frames with its number until it is done. */
    void begin(WorkerCall call) {
        calls.put(call.number(), call);
        if (death != null) {
            call.died(death);
        }
    }

    void done(WorkerCall call) {
        calls.remove(call.number());
    }

    /** Puts a message in the queue to the process; never waits. */
    void send(WorkerMessage message) {
        outgoing.add(message);
    }

    /** Removes a message from the queue and returns true, or returns false if it has left. */
    @SuppressWarnings("ReferenceEquality") // This very message, not one of the same content.
    boolean withdraw(WorkerMessage message) {
        return outgoing.removeIf(waiting -> waiting == message);
    }

    private void write() {
        try (DataOutputStream sink =
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16))) {
            while (true) {
                outgoing.take().write(sink);
            }
        } catch (IOException broken) {
            process.destroyForcibly();
        } catch (InterruptedException ended) {
            PYTHON.debug("Writing to worker {} ended", process.pid());
        }
    }

    /** Kills the process if it is silent for too long while calls wait; replaces an earlier limit. */
    void watch(SilenceLimit silence) {
        limit = silence;
        thread("watch", () -> watched(silence));
    }

    @SuppressWarnings("ReferenceEquality") // An equal limit that is set later has a watcher of its own.
    private void watched(SilenceLimit silence) {
        long heard = received.get();
        Duration used = used();
        int missed = 0;
        while (limit == silence && !dead()) {
            LockSupport.parkNanos(silence.interval());
            Duration since = silence.computing() ? used().minus(used) : Duration.ZERO;
            boolean alive = calls.isEmpty() || received.get() != heard || since.toNanos() > silence.interval() / 100;
            missed = alive ? 0 : missed + 1;
            heard = received.get();
            used = used.plus(since);
            if (missed >= SilenceLimit.CHECKS) {
                kill("it did not respond for " + silence.time().toSeconds() + " s");
            }
        }
    }

    /** Returns the processor time that the process has used. */
    private Duration used() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Returns whether the process has ended or is about to. */
    boolean dead() {
        return death != null || !process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the process at once, because it is no longer needed. */
    void close(String why) {
        closed = true;
        kill(why);
    }

    /** Kills the process and reports the reason to its calls. */
    void kill(String why) {
        reason = why;
        process.destroyForcibly();
    }

    private void readFrames() {
        try (DataInputStream source = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            for (WorkerMessage frame = WorkerMessage.read(source); frame != null; frame = WorkerMessage.read(source)) {
                take(frame);
            }
        } catch (StreamCorruptedException garbled) {
            kill("it sent an invalid message: " + garbled.getMessage());
        } catch (IOException broken) {
            PYTHON.debug("The pipe of worker {} broke: {}", process.pid(), broken.getMessage());
        }
        die();
    }

    private void take(WorkerMessage frame) {
        if (frame.head().has("log")) {
            PYTHON.info("{}", frame.head().path("line").asText());
            return;
        }
        received.incrementAndGet();
        WorkerCall call = calls.get(frame.id());
        if (call != null) {
            call.take(frame);
        }
    }

    private void readErrors() {
        try (var reader = process.errorReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(this::heard);
        } catch (IOException | java.io.UncheckedIOException ended) {
            PYTHON.debug("Reading the error output of worker {} ended: {}", process.pid(), ended.getMessage());
        }
    }

    private void heard(String line) {
        PYTHON.debug("{}", line);
        synchronized (lastWords) {
            lastWords.add(line);
            while (lastWords.size() > MAX_ERROR_LINES) {
                lastWords.remove();
            }
        }
    }

    private void die() {
        process.destroyForcibly();
        WorkerCounts.ended();
        String cause = cause();
        death = cause;
        writer.interrupt();
        if (!closed) {
            LOG.warn("Worker process {} has died: {}", process.pid(), cause);
        }
        calls.values().forEach(call -> call.died(cause));
    }

    private String cause() {
        try {
            process.waitFor(2, TimeUnit.SECONDS);
            errors.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reason != null) {
            return reason;
        }
        int code = process.isAlive() ? 0 : process.exitValue();
        String how = code > 128 ? "it was killed by signal " + (code - 128) : "it exited with code " + code;
        synchronized (lastWords) {
            String words = lastWords.stream().filter(line -> !line.isBlank()).collect(Collectors.joining(" | "));
            return how + (words.isEmpty() ? "" : "; its last output: " + words);
        }
    }

    @Override
    public String toString() {
        return "worker process " + process.pid() + (dead() ? ", ended" : "");
    }
}
