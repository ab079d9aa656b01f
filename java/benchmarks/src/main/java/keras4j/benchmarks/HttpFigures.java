package keras4j.benchmarks;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import keras4j.Keras;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.internal.environment.Environments;
import keras4j.model.Backend;

/**
 * Servers of one model on the loopback address: keras4j with each engine, and FastAPI on uvicorn with Keras' compiled call
 * and with {@code Model.predict}.
 *
 * <p>Arguments, all optional: {@code --quick} for one round instead of three; the names of servers, for these alone.
 */
public final class HttpFigures {
    private static final Path TARGET = Path.of("java/benchmarks/target").toAbsolutePath();
    private static final Path REPORT = TARGET.resolve("http.md");
    private static final Path PACKAGES = TARGET.resolve("http-packages");
    private static final List<String> REQUIREMENTS = List.of("fastapi==0.165.0", "uvicorn[standard]==0.54.0");
    private static final String REFERENCE = "fastapi-jit";
    private static final int CONNECTIONS = 64;
    private static final double LOAD = 0.7;
    private static final double WARM_UP = 10;
    private static final double SECONDS = 5;

    private final Path folder;
    private final Path interpreter =
            Environments.resolve(Settings.defaults(), Backend.JAX.id()).executable();
    private final HttpRows rows = new HttpRows();
    private final Map<String, List<HttpResult>> results = new LinkedHashMap<>();

    private HttpFigures(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("keras4j-http");
        try {
            new HttpFigures(folder).run(List.of(args));
        } finally {
            Figures.delete(folder);
        }
    }

    private void run(List<String> words) throws Exception {
        List<HttpContender> chosen = chosen(words);
        install();
        fit();
        for (int round = 0; round < (words.contains("--quick") ? 1 : 3); round++) {
            for (HttpContender contender : chosen) {
                add(contender);
            }
        }
        Files.writeString(REPORT, MachineDescription.text() + "\n\n" + table());
        System.out.println("Written to " + REPORT);
    }

    private List<HttpContender> chosen(List<String> words) {
        List<HttpContender> all = contenders();
        List<String> names = all.stream().map(HttpContender::name).toList();
        for (String word : words) {
            if (!word.equals("--quick") && !names.contains(word)) {
                throw new IllegalArgumentException(
                        "HttpFigures: an argument must be --quick or one of " + names + ", got " + word);
            }
        }
        return all.stream()
                .filter(one -> words.contains(one.name()) || names.stream().noneMatch(words::contains))
                .toList();
    }

    private List<HttpContender> contenders() {
        return List.of(
                keras4j("onnx"),
                keras4j("jax"),
                fastApi(REFERENCE, "jit", 1),
                fastApi("fastapi-jit-2-workers", "jit", 2),
                fastApi("fastapi-predict", "predict", 1));
    }

    private HttpContender keras4j(String engine) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                HttpServerSide.class.getName(),
                engine,
                folder.resolve("model.keras4j").toString());
        return new HttpContender("keras4j-" + engine, command, Map.of("ORT_DISABLE_TELEMETRY", "1"));
    }

    private HttpContender fastApi(String name, String call, int workers) {
        List<String> command = List.of(
                interpreter.toString(),
                "-m",
                "uvicorn",
                "benchmarks.http_server:create",
                "--factory",
                "--log-level",
                "warning",
                "--no-access-log",
                "--workers",
                String.valueOf(workers),
                "--port");
        String path = PACKAGES + File.pathSeparator + Path.of("python").toAbsolutePath();
        Map<String, String> environment = Map.of(
                "PYTHONPATH",
                path,
                "KERAS_BACKEND",
                Backend.JAX.id(),
                "BENCHMARK_MODEL",
                folder.resolve("model.keras").toString(),
                "BENCHMARK_CALL",
                call);
        return new HttpContender(name, command, environment);
    }

    private void install() throws IOException, InterruptedException {
        if (Files.isDirectory(PACKAGES)) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(interpreter.toString(), "-m", "pip", "install", "--quiet"));
        command.addAll(List.of("--target", PACKAGES.toString()));
        command.addAll(REQUIREMENTS);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("HttpFigures: pip must install " + REQUIREMENTS + "; its output says why it has not");
        }
    }

    private void fit() throws IOException {
        var wide = block("wide", dense(arg("units", 256)).activation(RELU));
        var narrow = block("narrow", dense(arg("units", 128)).activation(RELU));
        var spec = classifier("rows", input(), wide, narrow, output()).epochs(5).seed(1);
        try (Keras keras = Keras.open(Backend.JAX)) {
            Fitted fitted = keras.fit(workflow("y ~ .", spec), rows.labelled());
            rows.expect(keras.predict(fitted, rows.labelled()).columns());
            Files.write(folder.resolve("model.keras"), fitted.kerasBytes());
            keras.withOnnx(fitted).save(folder.resolve("model.keras4j"));
        }
    }

    private HttpResult measure(HttpContender contender) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(contender.command());
        command.add(String.valueOf(port));
        try (BenchmarkProcess server = new BenchmarkProcess(command, folder, contender.environment())) {
            try {
                double call = server.hear().required("p50_us").asDouble();
                return load(call, new HttpLoad(port, rows));
            } finally {
                server.end();
            }
        }
    }

    /** Measures a server, and tells what other processes took of the machine meanwhile. */
    private void add(HttpContender contender) throws IOException {
        MachineShare before = MachineShare.now();
        HttpResult result = measure(contender);
        long others = Math.round(100 * MachineShare.now().ofOthersSince(before));
        System.out.println(contender.name() + ": " + result + ", others " + others + " %");
        results.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(result);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpResult load(double call, HttpLoad load) throws IOException {
        load.awaitAnswers();
        load.closed(CONNECTIONS, WARM_UP);
        load.closed(1, WARM_UP / 5);
        JsonNode alone = Timing.spread(load.closed(1, SECONDS));
        double rate = load.closed(CONNECTIONS, SECONDS).length / SECONDS;
        load.paced(CONNECTIONS, WARM_UP / 5, LOAD * rate);
        JsonNode paced = Timing.spread(load.paced(CONNECTIONS, SECONDS, LOAD * rate));
        return new HttpResult(
                call,
                alone.path("p50_us").asDouble(),
                rate,
                paced.path("p50_us").asDouble(),
                paced.path("p99_us").asDouble());
    }

    private String table() {
        StringBuilder text = new StringBuilder("| server | call, µs | one connection, µs | above the call, µs |"
                + " 64 connections, rows/s | × " + REFERENCE + " | 70 %: p50, µs | p99, µs | p99 / p50 |\n");
        text.append("| --- ".repeat(9)).append("|\n");
        results.forEach((name, rounds) -> text.append(line(name, rounds)));
        return text.toString();
    }

    private String line(String name, List<HttpResult> rounds) {
        List<ToDoubleFunction<HttpResult>> figures = List.of(
                HttpResult::call,
                HttpResult::alone,
                HttpResult::overhead,
                HttpResult::rate,
                result -> result.rate() / reference(),
                HttpResult::median,
                HttpResult::tail,
                HttpResult::tailRatio);
        StringBuilder line = new StringBuilder("| `" + name + "` |");
        figures.forEach(figure ->
                line.append(' ').append(text(HttpResult.median(rounds, figure))).append(" |"));
        return line.append('\n').toString();
    }

    /** Returns a figure; a ratio to a server that was not chosen is a dash. */
    private static String text(double figure) {
        return Double.isNaN(figure) ? "–" : Quantiles.text(figure);
    }

    private double reference() {
        List<HttpResult> rounds = Objects.requireNonNullElse(results.get(REFERENCE), List.of());
        return rounds.isEmpty() ? Double.NaN : HttpResult.median(rounds, HttpResult::rate);
    }
}
