package keras4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.environment.Settings;
import keras4j.internal.environment.Environments;
import keras4j.model.Backend;

/** All contenders. A JVM's class path has no other contender's library. */
final class Competitors {
    static final String KERAS4J_JAX = "keras4j-jax";
    static final String KERAS4J_CLASSES = "keras4j-jax-classes";
    static final String PYTHON_JAX = "python-jax-cache";
    static final String PYTHON_TENSORFLOW = "python-tensorflow";

    private static final Path NATIVES =
            Path.of("java/benchmarks/target/natives").toAbsolutePath();
    private static final Pattern PYTHON = Pattern.compile(".*(/jep-[^/]*jar|/java/(keras4j|natives)/target/.*)");
    private static final Pattern ONNX = Pattern.compile(".*(/com/microsoft/onnxruntime/.*|/java/onnx/target/.*)");
    private static final Pattern DJL = Pattern.compile(".*(/ai/djl/.*|/net/java/dev/jna/.*|/com/google/code/gson/.*)");
    private static final Pattern TENSORFLOW =
            Pattern.compile(".*(/org/tensorflow/.*|/org/bytedeco/.*|/com/google/protobuf/.*)");

    private final ContenderFiles files;

    Competitors(ContenderFiles files) {
        this.files = files;
    }

    List<Competitor> all() {
        Map<String, String> cached = Map.of(
                "JAX_COMPILATION_CACHE_DIR",
                        files.folder().resolve("compilations").toString(),
                "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0",
                "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1");
        return List.of(
                python(PYTHON_JAX, Backend.JAX, cached),
                python("python-jax", Backend.JAX, Map.of("JAX_ENABLE_COMPILATION_CACHE", "false")),
                keras4j(KERAS4J_JAX, PYTHON_JAX, Backend.JAX),
                withArchivedClasses(),
                python(PYTHON_TENSORFLOW, Backend.TENSORFLOW, Map.of()),
                keras4j("keras4j-tensorflow", PYTHON_TENSORFLOW, Backend.TENSORFLOW),
                scorer("keras4j-onnx", OnnxScorerContender.class.getName()),
                scorer("onnxruntime", OnnxRuntimeContender.class.getName()),
                djl(),
                tensorFlowJava());
    }

    private static Competitor python(String name, Backend backend, Map<String, String> variables) {
        String interpreter = Environments.resolve(Settings.defaults(), backend.id())
                .executable()
                .toString();
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("KERAS_BACKEND", backend.id());
        environment.put("TF_CPP_MIN_LOG_LEVEL", "3");
        String reference = backend == Backend.JAX ? PYTHON_JAX : PYTHON_TENSORFLOW;
        List<String> command = List.of(interpreter, "-m", "benchmarks.contender");
        return new Competitor(name, reference, true, false, command, environment);
    }

    private static Competitor keras4j(String name, String reference, Backend backend) {
        List<String> command = new ArrayList<>(java(List.of(ONNX, DJL, TENSORFLOW)));
        command.addAll(List.of(KerasContender.class.getName(), backend.name()));
        return new Competitor(name, reference, true, false, command, Map.of());
    }

    private Competitor withArchivedClasses() {
        List<String> command = List.of(
                java(),
                "-XX:SharedArchiveFile=" + files.classArchive(),
                "-classpath",
                jars(),
                KerasContender.class.getName(),
                "JAX");
        return new Competitor(KERAS4J_CLASSES, PYTHON_JAX, true, false, command, Map.of());
    }

    /** Writes the classes of a first prediction as users do. */
    void archiveClasses() throws IOException, InterruptedException {
        List<String> command = List.of(
                java(),
                "-classpath",
                jars(),
                "keras4j.cli.Main",
                "setup",
                "--class-archive",
                files.classArchive().toString());
        new ProcessBuilder(command).inheritIO().start().waitFor();
        if (!Files.exists(files.classArchive())) {
            throw new IllegalStateException("setup must write " + files.classArchive());
        }
    }

    private String jars() {
        try {
            return JarClassPath.of(
                    files.folder().resolve("jars"), entry -> isOf(List.of(ONNX, DJL, TENSORFLOW), entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(List<Pattern> patterns, String entry) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(entry).matches());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Competitor scorer(String name, String main) {
        return new Competitor(name, PYTHON_JAX, false, false, java(List.of(PYTHON, DJL, TENSORFLOW), main), Map.of());
    }

    private static Competitor djl() {
        List<String> command = java(
                List.of(PYTHON, ONNX, TENSORFLOW),
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + NATIVES.resolve("djl"),
                "keras4j.benchmarks.DjlContender");
        return new Competitor("djl-pytorch", PYTHON_JAX, true, true, command, Map.of());
    }

    private static Competitor tensorFlowJava() {
        List<String> command = java(
                List.of(PYTHON, ONNX, DJL),
                "-Dorg.bytedeco.javacpp.cachedir=" + NATIVES.resolve("tensorflow"),
                "keras4j.benchmarks.TensorFlowJavaContender");
        return new Competitor("tensorflow-java", PYTHON_JAX, true, false, command, Map.of("TF_CPP_MIN_LOG_LEVEL", "3"));
    }

    private static List<String> java(List<Pattern> foreign, String... arguments) {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isOf(foreign, entry))
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.concat(
                        Stream.of(java(), "--enable-native-access=ALL-UNNAMED", "-classpath", classes),
                        Stream.of(arguments))
                .toList();
    }
}
