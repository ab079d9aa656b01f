package keras4j.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import keras4j.environment.Settings;
import keras4j.internal.environment.Environments;

/** MLflow's own server from PyPI, beside the environment of JAX. */
public final class MlflowProcess implements AutoCloseable {
    private static final String PACKAGE = "mlflow==3.17.2";
    private static final int MINUTES = 5;

    private final Path folder;
    private final String uri;
    private final Process server;

    private MlflowProcess(Path folder, int port) throws Exception {
        this.folder = folder;
        this.uri = "http://127.0.0.1:" + port;
        // An address and a database of its own.
        this.server = process(
                        "server.log",
                        "-m",
                        "mlflow",
                        "server",
                        "--port",
                        String.valueOf(port),
                        "--workers",
                        "1",
                        "--backend-store-uri",
                        "sqlite:///" + folder.resolve("mlflow.db"),
                        "--artifacts-destination",
                        folder.resolve("artifacts").toString())
                .start();
    }

    /** Installs and starts a server. */
    public static MlflowProcess start(Path folder) throws Exception {
        install(folder);
        MlflowProcess process = new MlflowProcess(folder, freePort());
        process.awaitHealth();
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void install(Path folder) throws Exception {
        end(
                new ProcessBuilder(
                                python().toString(),
                                "-m",
                                "pip",
                                "install",
                                "-q",
                                "--target",
                                folder.resolve("packages").toString(),
                                PACKAGE)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("pip.log").toFile())
                        .start(),
                folder.resolve("pip.log"));
    }

    private static void end(Process process, Path log) throws Exception {
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "the process does not end");
            assertEquals(0, process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path python() {
        return Environments.resolve(Settings.defaults(), "jax").executable();
    }

    private ProcessBuilder process(String log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(python().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile());
        builder.environment().put("PYTHONPATH", folder.resolve("packages").toString());
        builder.environment().put("MLFLOW_TRACKING_URI", uri);
        // It reports to its makers otherwise.
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        builder.environment().put("KERAS_BACKEND", "jax");
        builder.environment().put("KERAS_HOME", folder.toString());
        return builder;
    }

    private void awaitHealth() throws Exception {
        HttpRequest health = HttpRequest.newBuilder(URI.create(uri + "/health")).build();
        HttpClient client = HttpClient.newHttpClient();
        while (!isHealthy(client, health)) {
            assertTrue(server.isAlive(), () -> "the server ended");
        }
    }

    private static boolean isHealthy(HttpClient client, HttpRequest health) throws InterruptedException {
        try {
            return client.send(health, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String uri() {
        return uri;
    }

    /** Runs a script of python/tests, and returns the lines that it prints. */
    public List<String> python(String script) throws Exception {
        Path file = Path.of("..", "..", "python", "tests", script).toAbsolutePath();
        Path log = folder.resolve("script.log");
        end(
                process(
                                "script.log",
                                "-W",
                                "ignore",
                                file.toString(),
                                folder.resolve("lines").toString())
                        .start(),
                log);
        return Files.readAllLines(folder.resolve("lines"));
    }

    /** Ends the server with its worker processes. */
    @Override
    public void close() {
        List<ProcessHandle> workers = server.descendants().toList();
        server.destroy();
        server.onExit().join();
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
