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
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.internal.environment.AdditionalPackages;
import keras4j.internal.environment.Environments;
import keras4j.model.Backend;
import org.jspecify.annotations.Nullable;

/** Equivalent work in plain Python: child processes in the environment of this JVM's Python. */
public final class PlainPython {
    private static final int MINUTES = 9;

    private static @Nullable PlainPythonServer server;

    private PlainPython() {}

    /** A folder with a fitted model and rows for it to predict. */
    static Path folder(Path parent, String name, Fitted fitted, Tensor rows) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name));
        Files.write(folder.resolve("fitted.keras"), fitted.kerasBytes());
        Npy.write(folder.resolve("rows.npy"), rows);
        return folder;
    }

    /** Adds what the model was fitted by and to, as Keras wants it. */
    static void program(Path folder, Fitted fitted, Tensor x, Tensor y) throws IOException {
        Files.writeString(folder.resolve("program.py"), fitted.program().source());
        Npy.write(folder.resolve("x.npy"), x);
        Npy.write(folder.resolve("y.npy"), y);
    }

    /** Runs a model with several inputs and outputs. */
    static Path graph(Path parent, Fitted fitted, Map<String, Tensor> x, Map<String, Tensor> y) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(fitted.spec().name()));
        Files.write(folder.resolve("fitted.keras"), fitted.kerasBytes());
        Files.writeString(folder.resolve("program.py"), fitted.program().source());
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

    /** Runs {@code plain.py} on folders. */
    static void run(List<Path> folders) throws IOException, InterruptedException {
        serve("plain.py", folders);
    }

    /** Runs {@code attention.py} on folders. */
    static void attention(List<Path> folders) throws IOException, InterruptedException {
        serve("attention.py", folders);
    }

    /** Runs {@code foreign.py}, which saves models into a folder as somebody with Python would. */
    static void foreign(Path folder) throws IOException, InterruptedException {
        serve("foreign.py", List.of(folder));
    }

    /** Runs {@code varying.py}, which saves models whose inputs have axes that vary into a folder. */
    static void varying(Path folder) throws IOException, InterruptedException {
        serve("varying.py", List.of(folder));
    }

    /** Runs {@code graphs.py}, which saves models with operations and dictionaries into a folder. */
    static void graphs(Path folder) throws IOException, InterruptedException {
        serve("graphs.py", List.of(folder));
    }

    /** Runs {@code text.py}, which saves models whose inputs are texts into a folder. */
    static void text(Path folder) throws IOException, InterruptedException {
        serve("text.py", List.of(folder));
    }

    /** Runs {@code kept_texts.py}, which loads the models in a folder and predicts the rows beside them. */
    static void keptTexts(Path folder) throws IOException, InterruptedException {
        serve("kept_texts.py", List.of(folder));
    }

    /** Runs {@code programs.py}, which builds networks by their programs in a folder. */
    static void programs(Path folder) throws IOException, InterruptedException {
        serve("programs.py", List.of(folder));
    }

    private static void serve(String script, List<Path> folders) throws IOException, InterruptedException {
        server().run(arguments(script, folders), MINUTES);
    }

    private static synchronized PlainPythonServer server() throws IOException {
        if (server == null) {
            Path home = Files.createTempDirectory("keras4j-plain");
            ProcessBuilder builder = python(List.of(script("plain_server.py")), home, Map.of());
            server = new PlainPythonServer(builder, home.resolve("python.log"));
        }
        return server;
    }

    /** Runs {@code genuine.py}, which makes models in a folder, the first of every so many kinds. */
    static void genuine(Path folder, int first, int step) throws IOException, InterruptedException {
        genuine(folder, Map.of(), first, step);
    }

    /** Makes genuine files with an older line of Keras. */
    static void genuineOfOlderKeras(Path folder, int first, int step) throws IOException, InterruptedException {
        String backend = Backend.chosen().id();
        Settings settings = Settings.defaults();
        Path keras = AdditionalPackages.olderKeras(Environments.resolve(settings, backend), settings, backend);
        genuine(folder, Map.of("PYTHONPATH", keras.toString()), first, step);
    }

    private static void genuine(Path folder, Map<String, String> environment, int first, int step)
            throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(environment);
        // Each is run once: what takes time is to make it fast.
        all.put("XLA_FLAGS", "--xla_backend_optimization_level=0");
        run(genuine("make", folder, String.valueOf(first), String.valueOf(step)), folder, all);
    }

    /** Compares the files in a folder with what became of them, with TensorFlow, which loads most of them sooner than JAX. */
    static void compareGenuine(Path folder) throws IOException, InterruptedException {
        run(python(Backend.TENSORFLOW.id(), genuine("compare", folder), folder, Map.of()), folder);
    }

    private static List<String> genuine(String verb, Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of(pythonTests("genuine.py"), verb, folder.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Runs {@code zoo.py}, which makes the first of every so many kinds of networks in a folder. */
    static void zoo(Path folder, int step) throws IOException, InterruptedException {
        List<String> arguments = List.of(pythonTests("zoo.py"), folder.toString(), String.valueOf(step));
        run(arguments, folder, Map.of("XLA_FLAGS", "--xla_backend_optimization_level=0"));
    }

    /** Runs {@code zoo_texts.py} with TensorFlow, whatever the backend: it makes networks of texts in a folder. */
    static void zooOfTexts(Path folder) throws IOException, InterruptedException {
        List<String> arguments = List.of(pythonTests("zoo_texts.py"), folder.toString());
        run(python(Backend.TENSORFLOW.id(), arguments, folder, Map.of()), folder);
    }

    /** Runs {@code mlflow_models.py}: MLflow, of the developers' packages, saves a model in the first folder and loads the others'. */
    static void mlflow(Path... folders) throws IOException, InterruptedException {
        String backend = Backend.chosen().id();
        Settings settings = Settings.defaults();
        Path packages = AdditionalPackages.beside(Environments.resolve(settings, backend), settings, backend);
        List<String> arguments = new ArrayList<>(List.of(pythonTests("mlflow_models.py")));
        List.of(folders).forEach(folder -> arguments.add(folder.toString()));
        // It reports to its makers otherwise.
        run(arguments, folders[0], Map.of("PYTHONPATH", packages.toString(), "MLFLOW_DISABLE_TELEMETRY", "true"));
    }

    /** Runs a package of python/tests on a folder. */
    public static void module(String name, Path folder) throws IOException, InterruptedException {
        run(List.of("-m", name, folder.toString()), folder, Map.of("PYTHONPATH", pythonTests("")));
    }

    private static List<String> arguments(String script, List<Path> folders) {
        List<String> arguments = new ArrayList<>(List.of(script(script)));
        folders.forEach(folder -> arguments.add(folder.toString()));
        return arguments;
    }

    private static void run(List<String> arguments, Path home, Map<String, String> environment)
            throws IOException, InterruptedException {
        run(python(arguments, home, environment), home);
    }

    private static void run(ProcessBuilder python, Path home) throws IOException, InterruptedException {
        Path log = home.resolve("python.log");
        Process process =
                python.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "plain Python did not end");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder python(List<String> arguments, Path home, Map<String, String> environment) {
        return python(Backend.chosen().id(), arguments, home, environment);
    }

    private static ProcessBuilder python(
            String backend, List<String> arguments, Path home, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(
                Environments.resolve(Settings.defaults(), backend).executable().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> variables = builder.environment();
        variables.putAll(environment);
        variables.put("KERAS_BACKEND", backend);
        variables.put("KERAS_HOME", home.toString());
        variables.put("TF_CPP_MIN_LOG_LEVEL", "3");
        // Programs that another process has compiled are loaded, as in a session.
        Path compilations = Settings.defaults().cache().resolve("compilations");
        variables.put("JAX_COMPILATION_CACHE_DIR", compilations.toString());
        variables.put("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0");
        variables.put("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1");
        return builder;
    }

    /** Returns the path of a file in python/tests. */
    private static String pythonTests(String name) {
        return Path.of("..", "..", "python", "tests", name).toAbsolutePath().toString();
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

    /** Returns the result of {@code Model.predict}. */
    static float[] predictions(Path folder) throws IOException {
        return Npy.read(folder.resolve("predictions.npy"));
    }

    /** Returns the result of {@code Model.predict} for one of several outputs. */
    static float[] predictions(Path folder, String output) throws IOException {
        return Npy.read(folder.resolve("predictions." + output + ".npy"));
    }

    /** The evaluation, the history and the differing weights. */
    static JsonNode answer(Path folder) throws IOException {
        return new JsonMapper().readTree(folder.resolve("answer.json").toFile());
    }
}
