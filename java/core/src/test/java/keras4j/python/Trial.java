package keras4j.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import jep.SharedInterpreter;
import keras4j.catalogue.Catalogue;
import keras4j.python.Python.Work;

/** Python code of a test's own, run inside the JVM on the lanes, as the library's calls are. */
public final class Trial {
    public static final String BACKEND = System.getProperty("keras4j.backend", "jax");

    private Trial() {}

    /** The Python of this JVM, with the function {@code trial} added. */
    static Python python() {
        return Door.PYTHON;
    }

    /** Joins Python as the library does, without the function of tests. */
    static Python join() {
        return join(Settings.defaults());
    }

    static Python join(Settings settings) {
        return Python.embedded(
                BACKEND,
                settings.cache(),
                () -> Catalogue.keras().calls(),
                () -> Environments.resolve(settings, BACKEND));
    }

    public static boolean onJax() {
        return BACKEND.equals("jax");
    }

    /** Runs a source that finds {@code given} in its {@code request}, and gives back what it calls {@code result}. */
    public static JsonNode run(String source, JsonNode given) {
        ObjectNode arguments = Request.empty().put("source", source);
        arguments.set("given", given);
        Request request = new Request("trial", arguments, List.of(), "trial");
        return python().call(Work.TRAINING, request, Watch.NONE, Deadline.NONE).value();
    }

    /** What a call raises whose model is no more. */
    public static GoneException gone() {
        return new GoneException("no live object has the number 1");
    }

    /** Runs a source and gives back what it calls {@code result}. */
    public static JsonNode run(String source, Array... arrays) {
        return call(source, Watch.NONE, Deadline.NONE, arrays).value();
    }

    static Reply call(String source, Watch watch, Deadline deadline, Array... arrays) {
        return python().call(Work.TRAINING, request(source, arrays), watch, deadline);
    }

    static Request request(String source, Array... arrays) {
        return new Request("trial", Request.empty().put("source", source), List.of(arrays), "trial");
    }

    /** A Python with lanes of its own, whose queues hold no more than this. */
    static EmbeddedPython narrow(int capacity) {
        return new EmbeddedPython(python().backend(), capacity);
    }

    /** How many objects and prediction slots Python keeps. */
    static List<Integer> live() {
        JsonNode counts = run("from keras4j_runtime import bridge, table\nresult = [table.live(), len(bridge._slots)]");
        return List.of(counts.get(0).asInt(), counts.get(1).asInt());
    }

    /** A fit of a program, with float32 rows and class codes. */
    static Request fit(String program, Array x, Array y, int classes) {
        ObjectNode arguments = Request.empty()
                .put("source", program)
                .put("file", "net.py")
                .put("header", 0)
                .put("weights", false);
        arguments.putArray("customs");
        arguments.putArray("inputs").add("x");
        arguments.putArray("outputs").addObject().put("name", "y").put("classes", classes);
        return new Request("fit", arguments, List.of(x, y), "fit of net");
    }

    private static final class Door {
        private static final Python PYTHON = open();
    }

    private static Python open() {
        Python python = join();
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> addTrial(ready), "trial", Lane.STACK);
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
            Path file = Path.of(
                    Objects.requireNonNull(Trial.class.getResource("trial.py")).toURI());
            return Objects.requireNonNull(file.getParent());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
