package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews are classified, and a second JVM answers texts with the vocabulary that was kept. */
@Tag("tensorflow")
class TextClassificationIT {
    @TempDir
    private Path folder;

    @Test
    void a_second_jvm_answers_reviews_with_the_vocabulary_of_the_first() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TextClassification.class.getName());
        // On a backend of its own, whichever this JVM has.
        ExampleProcess child = ExampleProcess.run(command, folder, Map.of());
        assertEquals(0, child.status(), child.output());
        String printed = child.output();
        Matcher accuracy = Pattern.compile("accuracy\\D+([01]\\.?[0-9]*)").matcher(printed);
        assertTrue(accuracy.find() && Double.parseDouble(accuracy.group(1)) > 0.95, printed);
        assertTrue(printed.contains("another JVM answers: good\nanother JVM answers: bad\n"), printed);
    }
}
