package keras4j.internal.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import jep.SharedInterpreter;
import keras4j.environment.Settings;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.environment.Environments;
import keras4j.internal.python.Python.Work;

/** Python code of a test, run inside the JVM on the lanes like the library's calls. */
public final class PythonTrial {
    public static final String BACKEND = System.getProperty("keras4j.backend", "jax");

    private PythonTrial() {}

    /** Returns the Python of this JVM, with the function {@code trial} added. */
    static Python python() {
        return Door.PYTHON;
    }

    /** Joins Python as the library does, without the function for tests. */
    static Python join() {
        return join(Settings.defaults());
    }

    static Python join(Settings settings) {
        return Python.embedded(
                BACKEND, settings, () -> Catalogue.keras().calls(), () -> Environments.resolve(settings, BACKEND));
    }

    public static boolean onJax() {
        return BACKEND.equals("jax");
    }

    /**
     * Runs a source that finds {@code given} in its {@code request}, and returns the value of its variable
     * {@code result}.
     */
    public static JsonNode run(String source, JsonNode given) {
        ObjectNode arguments = PythonRequest.empty().put("source", source);
        arguments.set("given", given);
        PythonRequest request = new PythonRequest("trial", arguments, List.of(), "trial");
        return python().call(Work.TRAINING, request, CallListener.NONE, Deadline.NONE)
                .value();
    }

    /** Returns the exception that a call on a released model raises. */
    public static StaleHandleException gone() {
        return new StaleHandleException("no live object has the number 1");
    }

    /** Runs a source and returns the value of its variable {@code result}. */
    public static JsonNode run(String source, PythonArray... arrays) {
        return call(source, CallListener.NONE, Deadline.NONE, arrays).value();
    }

    static PythonReply call(String source, CallListener watch, Deadline deadline, PythonArray... arrays) {
        return python().call(Work.TRAINING, request(source, arrays), watch, deadline);
    }

    static PythonRequest request(String source, PythonArray... arrays) {
        return new PythonRequest("trial", PythonRequest.empty().put("source", source), List.of(arrays), "trial");
    }

    /** Returns a Python with separate lanes, whose queues have this capacity. */
    static EmbeddedPython narrow(int capacity) {
        return new EmbeddedPython(python().backend(), capacity);
    }

    /** Returns the numbers of objects and of prediction slots that Python holds. */
    static List<Integer> live() {
        JsonNode counts = run(
                "from keras4j_runtime import bridge, object_table\nresult = [object_table.live_count(), len(bridge._slots)]");
        return List.of(counts.get(0).asInt(), counts.get(1).asInt());
    }

    /** Returns a fit of a program, with float32 rows and class codes. */
    static PythonRequest fit(String program, PythonArray x, PythonArray y, int classes) {
        ObjectNode arguments = PythonRequest.empty()
                .put("source", program)
                .put("file", "net.py")
                .put("header", 0)
                .put("weights", false);
        arguments.putArray("customs");
        arguments.putArray("inputs").add("x");
        arguments.putArray("outputs").addObject().put("name", "y").put("classes", classes);
        return new PythonRequest("fit", arguments, List.of(x, y), "fit of net");
    }

    private static final class Door {
        private static final Python PYTHON = open();
    }

    private static Python open() {
        Python python = join();
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> addTrial(ready), "trial", InterpreterLane.STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        ready.join();
        return python;
    }

    @SuppressWarnings("resource") // Never closed, like those of the lanes.
    private static void addTrial(CompletableFuture<Void> ready) {
        try {
            SharedInterpreter interpreter = new SharedInterpreter();
            interpreter.set("folder", folder().toString());
            interpreter.exec("import sys");
            interpreter.exec("sys.path.insert(0, folder)");
            interpreter.exec("import trial");
            ready.complete(null);
        } catch (RuntimeException | Error failure) {
            ready.completeExceptionally(failure);
        }
        while (true) {
            LockSupport.park();
        }
    }

    private static Path folder() {
        try {
            Path file = Path.of(Objects.requireNonNull(PythonTrial.class.getResource("trial.py"))
                    .toURI());
            return Objects.requireNonNull(file.getParent());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
