package keras4j.onnx;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** JVM without Keras, Jep and Python: an empty PATH, an empty home folder, and neither of the two on its class path. */
record OtherProcess(int status, String output) {
    private static final int MINUTES = 2;

    static OtherProcess run(Path home, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + Files.createDirectories(home),
                "-cp",
                classPath(),
                ScoringProcess.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "", "HOME", home.toString(), "ORT_DISABLE_TELEMETRY", "1"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new OtherProcess(process.waitFor(), output);
    }

    private static String classPath() {
        Path keras = Path.of("../keras4j/target").toAbsolutePath().normalize();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(entry -> !entry.startsWith(keras)
                        && !entry.getFileName().toString().startsWith("jep-"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
