package keras4j.internal.python;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Process that runs {@code keras4j_runtime.worker}: sends frames to it and dispatches its frames to the calls they
 * belong to.
 */
final class WorkerProcess {
    private static final Logger PYTHON = LoggerFactory.getLogger("keras4j.python.output");
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final int MAX_ERROR_LINES = 5;

    private final Process process;
    private final DataOutputStream sink;
    private final Map<Long, WorkerCall> calls = new ConcurrentHashMap<>();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final Thread errors;
    private volatile @Nullable String death;
    private volatile @Nullable String reason;
    private volatile boolean closed;

    private WorkerProcess(Process process) {
        this.process = process;
        this.sink = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.errors = thread("errors", this::readErrors);
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

    /** Sends a frame; if the process has ended, its calls are notified. */
    void send(ObjectNode head, List<byte[]> attachments) {
        try {
            synchronized (sink) {
                WorkerMessage.of(head, attachments).write(sink);
            }
        } catch (IOException broken) {
            process.destroyForcibly();
        }
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
        String cause = cause();
        death = cause;
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
