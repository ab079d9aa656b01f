package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shell command of the documents is made of goals, properties and files that exist; those of keras4j's own command line run. */
class CommandsIT {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Set<String> GOALS = Set.of(
            "clean",
            "compile",
            "test",
            "package",
            "verify",
            "process-resources",
            "exec:exec",
            "spotless:apply",
            "versions:set");
    private static final Set<String> OPTIONS = Set.of(
            "-q",
            "-B",
            "-am",
            "-pl",
            "java/core",
            "java/keras4j",
            "java/keras4j,java/onnx,java/serving,java/micrometer,java/spring-boot-starter,java/tracking,java/jupyter,java/spark",
            "java/spring-example",
            "java/examples",
            "java/natives",
            "-Pnatives",
            "-Pspark",
            "-Pbenchmarks",
            "-Pfull",
            "-Pfuzz",
            "-Preliability",
            "-Prelease",
            "-Papi-compatibility");
    private static final Set<String> PROPERTIES = Set.of(
            "main",
            "args",
            "example",
            "test",
            "it.test",
            "backend",
            "skip.core",
            "skip.keras4j",
            "skipTests",
            "maven.test.skip",
            "gpg.keyname",
            "previous.version",
            "processAllModules",
            "newVersion",
            "natives.arguments");

    private static List<List<String>> commands() {
        Stream<Path> files = Stream.concat(
                DocumentBlock.documents().stream(), Stream.of(DocumentBlock.ROOT.resolve("CONTRIBUTING.md")));
        return files.flatMap(file -> DocumentBlock.of(file).stream())
                .filter(block -> block.is("sh"))
                .flatMap(block -> block.text().lines())
                .map(CommandsIT::words)
                .toList();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line.replaceFirst("\\s+#.*", ""))
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toList();
    }

    @Test
    void every_word_of_a_command_is_known() {
        assertTrue(commands().size() > 5);
        for (List<String> command : commands()) {
            List<String> words = command.subList(1, command.size());
            switch (command.get(0)) {
                case "mvn" -> words.forEach(word -> assertTrue(isKnown(word), command + " has " + word));
                case "sh" ->
                    assertTrue(Files.isRegularFile(DocumentBlock.ROOT.resolve(words.get(0))), command::toString);
                case "java" ->
                    assertTrue(
                            Files.isRegularFile(DocumentBlock.ROOT
                                    .resolve(words.get(1) + "/../../pom.xml")
                                    .normalize()),
                            command::toString);
                case "export" -> assertEquals(1, words.size(), command::toString);
                default -> throw new AssertionError("no test knows " + command);
            }
        }
    }

    private static boolean isKnown(String word) {
        return word.startsWith("-D")
                ? PROPERTIES.contains(word.substring(2).split("=", 2)[0])
                : GOALS.contains(word) || OPTIONS.contains(word);
    }

    @Test
    void the_commands_of_keras4j_itself_succeed() throws Exception {
        int run = 0;
        for (List<String> command : commands()) {
            boolean developers = command.stream().anyMatch(word -> word.contains("--dev"));
            if (command.contains("-Dmain=keras4j.cli.Main") && !developers) {
                succeeds(command);
                run++;
            }
        }
        assertTrue(run >= 5, "only " + run + " ran");
    }

    private static void succeeds(List<String> command) throws Exception {
        String arguments = command.stream()
                .filter(word -> word.startsWith("-Dargs="))
                .findFirst()
                .orElseThrow()
                .substring("-Dargs=".length());
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                "keras4j.cli.Main"));
        call.addAll(words(arguments));
        ExampleProcess child = ExampleProcess.run(call, DocumentBlock.ROOT, Map.of());
        assertEquals(0, child.status(), child::output);
    }
}
