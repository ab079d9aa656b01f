package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables that compare the tests of kerasnip with those of keras4j. */
class ParityTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| (?!kerasnip \\||---)(.+) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DocumentBlock.ROOT.resolve("docs/parity.md")))
                .results()
                .toList();
    }

    /** Returns the sources of the test classes of all modules, by class name. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(DocumentBlock.ROOT.resolve("java"))) {
            return files.filter(file -> file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(ParityTest::name, ParityTest::read, (one, other) -> one + other));
        }
    }

    private static String name(Path file) {
        return file.getName(file.getNameCount() - 1).toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_test_of_kerasnip_has_a_row_that_says_something() throws IOException {
        assertEquals(167, rows().size());
        rows().forEach(row -> assertFalse(row.group(2).isBlank(), row::group));
    }

    @Test
    void every_test_that_is_named_is_there() throws IOException {
        List<MatchResult> named = rows().stream()
                .flatMap(row -> NAMED.matcher(row.group(2)).results())
                .toList();
        assertTrue(named.size() > 130, named.size() + " names");
        Map<String, String> sources = sources();
        for (MatchResult test : named) {
            Pattern method = Pattern.compile("@(?:Parameterized)?Test\\b[^;]*\\bvoid " + test.group(2) + "\\(");
            assertTrue(
                    method.matcher(sources.getOrDefault(test.group(1), "")).find(),
                    () -> test.group() + " is not there");
        }
    }
}
