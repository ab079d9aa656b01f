package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that {@code setup --class-archive} writes is what a JVM on the same class path loads them from. */
class ClassArchiveIT {
    private static final String JARS = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));

    private static ExampleProcess java(Path folder, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        return ExampleProcess.run(command, folder, Map.of());
    }

    @Test
    void classes_of_a_first_prediction_are_loaded_from_the_archive(@TempDir Path folder) throws Exception {
        ExampleProcess setup =
                java(folder, List.of("-cp", JARS, "keras4j.cli.Main", "setup", "--class-archive", "classes.jsa"));
        assertEquals(0, setup.status(), setup::output);
        assertTrue(setup.output().endsWith("Archived classes: classes.jsa\n"), setup::output);
        ExampleProcess help = java(
                folder,
                List.of(
                        "-XX:SharedArchiveFile=classes.jsa",
                        "-Xshare:on",
                        "-Xlog:class+load",
                        "-cp",
                        JARS,
                        "keras4j.FirstPrediction",
                        "jax"));
        assertEquals(0, help.status(), help::output);
        assertTrue(
                help.output().contains("keras4j.internal.kerasfile.KerasZip source: shared objects file (top)"),
                help::output);
    }

    @Test
    void a_class_path_with_folders_is_refused_in_words(@TempDir Path folder) throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Files.writeString(classes.resolve("application.properties"), "");
        ExampleProcess setup = java(
                folder,
                List.of(
                        "-cp",
                        classes + File.pathSeparator + JARS,
                        "keras4j.cli.Main",
                        "setup",
                        "--class-archive",
                        "classes.jsa"));
        assertEquals(1, setup.status(), setup::output);
        assertTrue(
                setup.output()
                        .contains("Class archive: classes.jsa was not written (status 1). Every entry of the class path"
                                + " must be a jar, and its folder must be writable."),
                setup::output);
    }
}
