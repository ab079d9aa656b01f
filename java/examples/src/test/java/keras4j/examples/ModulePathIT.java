package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modular application: the published jars on the module path, with the {@code module-info} of the document. */
class ModulePathIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    /** A class of each jar that keras4j needs. */
    private static final List<String> NEEDED = List.of(
            "org.dflib.DataFrame",
            "org.hipparchus.exception.MathRuntimeException",
            "com.fasterxml.jackson.databind.JsonNode",
            "com.fasterxml.jackson.core.JsonParser",
            "com.fasterxml.jackson.annotation.JsonCreator",
            "org.slf4j.Logger",
            "org.jspecify.annotations.Nullable",
            "jep.Interpreter");

    private static final String PROGRAM = """
            package flowers;

            import static keras4j.Models.*;

            import java.util.List;
            import keras4j.Keras;
            import keras4j.data.Records;

            public class Main {
                public record Flower(double length, double width) {}

                public static void main(String[] arguments) {
                    var rows = List.of(new Flower(1, 2), new Flower(2, 3), new Flower(3, 4), new Flower(4, 5));
                    var spec = regressor("width", input(), output()).epochs(1).seed(1);
                    try (Keras keras = Keras.open()) {
                        var fitted = keras.fit(workflow("width ~ length", spec), rows);
                        int predicted = keras.predict(fitted, rows).values().height();
                        var again = Records.of(Records.frame(rows), Flower.class);
                        System.out.println(Main.class.getModule().getName() + " uses " + Keras.class.getModule().getName()
                                + ": " + predicted + " predictions, " + again.equals(rows));
                    }
                }
            }
            """;

    @Test
    void a_modular_application_fits_with_the_documented_requires_lines(@TempDir Path folder) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources/flowers"));
        Path main = Files.writeString(sources.resolve("Main.java"), PROGRAM);
        Path info = Files.writeString(folder.resolve("sources/module-info.java"), documented());
        String modules = modules();
        Path classes = folder.resolve("classes");
        run(folder, "javac", "-p", modules, "-d", classes.toString(), info.toString(), main.toString());
        String told = run(
                folder,
                "java",
                "-Dkeras4j.backend=" + System.getProperty("keras4j.backend", "jax"),
                "-p",
                modules + File.pathSeparator + classes,
                "-m",
                "flowers/flowers.Main");
        assertEquals(
                "flowers uses keras4j: 4 predictions, true",
                told.lines().filter(line -> line.startsWith("flowers")).collect(Collectors.joining("\n")),
                told);
    }

    private static String documented() {
        return DocumentBlock.of(DocumentBlock.ROOT.resolve("docs/environment.md")).stream()
                .map(DocumentBlock::text)
                .filter(text -> text.startsWith("module "))
                .findFirst()
                .orElseThrow();
    }

    private static String modules() throws Exception {
        List<Path> jars = new ArrayList<>();
        for (String type : NEEDED) {
            jars.add(Path.of(Class.forName(type, false, ModulePathIT.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        }
        jars.add(new PublishedModule("keras4j-core").jar());
        jars.add(new PublishedModule("keras4j").jar());
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(Path folder, String tool, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(JAVA.resolve(tool).toString()), Stream.of(arguments))
                .toList();
        ExampleProcess child = ExampleProcess.run(command, folder, Map.of());
        assertEquals(0, child.status(), child::output);
        return child.output();
    }
}
