package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reproducible builds: the sources built in another folder, time zone and language. */
@Tag("full")
class RebuildIT {
    @Test
    void another_clean_build_gives_the_same_bytes(@TempDir Path folder) throws Exception {
        for (String part : List.of(".mvn", "pom.xml", "python", "java")) {
            copy(DocumentBlock.ROOT.resolve(part), folder.resolve(part));
        }
        List<String> command = List.of(
                Path.of(System.getProperty("maven.home"), "bin/mvn").toString(),
                "-B",
                "-q",
                "-o",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-Dmaven.test.skip=true",
                "-pl",
                "java/keras4j,java/onnx,java/serving,java/micrometer,java/spring-boot-starter,java/tracking,java/jupyter,java/spark",
                "-am",
                "package");
        ExampleProcess build = ExampleProcess.run(command, folder, Map.of("TZ", "Asia/Tokyo", "LC_ALL", "C"));
        assertEquals(0, build.status(), build::output);
        for (String module : List.of(
                "core/target/keras4j-core-",
                "keras4j/target/keras4j-",
                "onnx/target/keras4j-onnx-",
                "serving/target/keras4j-serving-",
                "micrometer/target/keras4j-micrometer-",
                "spring-boot-starter/target/keras4j-spring-boot-starter-",
                "tracking/target/keras4j-tracking-",
                "jupyter/target/keras4j-jupyter-",
                "spark/target/keras4j-spark-")) {
            Path jar = Path.of("java", module + System.getProperty("keras4j.version") + ".jar");
            assertArrayEquals(
                    Files.readAllBytes(DocumentBlock.ROOT.resolve(jar)), Files.readAllBytes(folder.resolve(jar)));
        }
    }

    /** Copies sources only. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = from.relativize(file).toString();
                if (!("/" + path).contains("/target/") && !path.contains("__pycache__")) {
                    Path target = path.isEmpty() ? to : to.resolve(path);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
