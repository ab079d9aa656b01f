package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import keras4j.data.Tensor;
import keras4j.python.DeveloperPackages;
import keras4j.python.Environments;
import keras4j.python.Settings;

/** The same work in plain Python: a child process in the environment that this JVM's Python came from. */
public final class PlainPython {
    private static final int MINUTES = 9;

    private PlainPython() {}

    /** A folder with a fitted model and rows for it to predict. */
    static Path folder(Path parent, String name, Fitted fitted, Tensor rows) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name));
        Files.write(folder.resolve("fitted.keras"), fitted.keras());
        Npy.write(folder.resolve("rows.npy"), rows);
        return folder;
    }

    /** Adds what the model was fitted by and to, as Keras wants it. */
    static void program(Path folder, Fitted fitted, Tensor x, Tensor y) throws IOException {
        Files.writeString(folder.resolve("program.py"), fitted.python());
        Npy.write(folder.resolve("x.npy"), x);
        Npy.write(folder.resolve("y.npy"), y);
    }

    /** The same of several inputs and outputs. */
    static Path graph(Path parent, Fitted fitted, Map<String, Tensor> x, Map<String, Tensor> y) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(fitted.spec().name()));
        Files.write(folder.resolve("fitted.keras"), fitted.keras());
        Files.writeString(folder.resolve("program.py"), fitted.python());
        write(folder, "rows", x);
        write(folder, "x", x);
        write(folder, "y", y);
        return folder;
    }

    /** Writes tensors under their names, or the only one without. */
    static void write(Path folder, String what, Map<String, Tensor> tensors) throws IOException {
        for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
            String name = tensors.size() == 1 ? what + ".npy" : what + "." + each.getKey() + ".npy";
            Npy.write(folder.resolve(name), each.getValue());
        }
    }

    /** Runs {@code plain.py} on folders, with whatever XLA programs this JVM's Python has compiled and kept. */
    static void runCompiled(List<Path> folders) throws IOException, InterruptedException {
        String kept = Settings.defaults().cache().resolve("compilations").toString();
        run(
                folders,
                Map.of(
                        "JAX_COMPILATION_CACHE_DIR", kept,
                        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0",
                        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1"));
    }

    /** Runs {@code plain.py} on folders, with nothing that this JVM has made. */
    static void run(List<Path> folders) throws IOException, InterruptedException {
        run(folders, Map.of());
    }

    /** Runs {@code foreign.py}, which saves models into a folder as somebody with Python would. */
    static void foreign(Path folder) throws IOException, InterruptedException {
        run("foreign.py", List.of(folder), Map.of());
    }

    /** Runs {@code genuine.py}, which makes models of many kinds in a folder or compares what became of them there. */
    static void genuine(String verb, Path folder) throws IOException, InterruptedException {
        genuine(verb, folder, Map.of());
    }

    /** The same with Keras of an older line, which makes them. */
    static void genuineOfOlderKeras(Path folder) throws IOException, InterruptedException {
        String backend = Backend.chosen().id();
        Settings settings = Settings.defaults();
        Path keras = DeveloperPackages.olderKeras(Environments.resolve(settings, backend), settings, backend);
        genuine("make", folder, Map.of("PYTHONPATH", keras.toString()));
    }

    private static void genuine(String verb, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path script = Path.of("..", "..", "python", "tests", "genuine.py").toAbsolutePath();
        Map<String, String> all = new TreeMap<>(environment);
        // Each is run once: what takes time is to make it fast.
        all.put("XLA_FLAGS", "--xla_backend_optimization_level=0");
        run(List.of(script.toString(), verb, folder.toString()), folder, all);
    }

    /** Runs {@code mlflow_models.py}: MLflow, of the developers' packages, saves a model in the first folder and loads the others'. */
    static void mlflow(Path... folders) throws IOException, InterruptedException {
        String backend = Backend.chosen().id();
        Settings settings = Settings.defaults();
        Path packages = DeveloperPackages.beside(Environments.resolve(settings, backend), settings, backend);
        Path script = Path.of("..", "..", "python", "tests", "mlflow_models.py").toAbsolutePath();
        List<String> arguments = new ArrayList<>(List.of(script.toString()));
        List.of(folders).forEach(folder -> arguments.add(folder.toString()));
        // It reports to its makers otherwise.
        run(arguments, folders[0], Map.of("PYTHONPATH", packages.toString(), "MLFLOW_DISABLE_TELEMETRY", "true"));
    }

    /** Runs a package of python/tests on a folder. */
    public static void module(String name, Path folder) throws IOException, InterruptedException {
        String tests = Path.of("..", "..", "python", "tests").toAbsolutePath().toString();
        run(List.of("-m", name, folder.toString()), folder, Map.of("PYTHONPATH", tests));
    }

    private static void run(List<Path> folders, Map<String, String> environment)
            throws IOException, InterruptedException {
        run("plain.py", folders, environment);
    }

    private static void run(String script, List<Path> folders, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(script(script)));
        folders.forEach(folder -> arguments.add(folder.toString()));
        run(arguments, folders.get(0), environment);
    }

    private static void run(List<String> arguments, Path home, Map<String, String> environment)
            throws IOException, InterruptedException {
        String backend = Backend.chosen().id();
        Path python = Environments.resolve(Settings.defaults(), backend).executable();
        List<String> command = new ArrayList<>(List.of(python.toString()));
        command.addAll(arguments);
        Path log = home.resolve("python.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("KERAS_BACKEND", backend);
        builder.environment().put("KERAS_HOME", home.toString());
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "plain Python did not end");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String script(String name) {
        try {
            return Path.of(Objects.requireNonNull(PlainPython.class.getResource(name))
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What {@code Model.predict} gave. */
    static float[] predictions(Path folder) throws IOException {
        return Npy.read(folder.resolve("predictions.npy"));
    }

    /** What {@code Model.predict} gave for one output of several. */
    static float[] predictions(Path folder, String output) throws IOException {
        return Npy.read(folder.resolve("predictions." + output + ".npy"));
    }

    /** The evaluation, the history and the differing weights. */
    static JsonNode answer(Path folder) throws IOException {
        return new JsonMapper().readTree(folder.resolve("answer.json").toFile());
    }
}
