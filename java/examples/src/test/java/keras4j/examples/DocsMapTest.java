package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Completeness of the contents and of the examples index, links, headings and line lengths of the documents. */
class DocsMapTest {
    private static final int MAX_LINE_LENGTH = 140;
    private static final Path INDEX = DocumentBlock.ROOT.resolve("docs/index.md");
    private static final Path EXAMPLES = DocumentBlock.ROOT.resolve("docs/examples.md");
    private static final List<Path> EXAMPLE_SOURCES = Stream.of("examples", "spark-examples")
            .map(module -> DocumentBlock.ROOT.resolve("java/" + module + "/src/main/java/keras4j/examples"))
            .toList();

    /** Returns the files to which a document links. */
    private static Set<Path> linked(Path file) {
        return MarkdownLine.of(file).stream()
                .flatMap(line -> line.links().stream())
                .filter(DocsMapTest::isRelative)
                .map(link -> target(file, link))
                .collect(Collectors.toSet());
    }

    private static boolean isRelative(String link) {
        return !link.startsWith("https:") && !link.startsWith("http:");
    }

    /** Returns the file to which a link of a document leads: the document itself for a bare anchor. */
    private static Path target(Path file, String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    private static Stream<MarkdownLine> lines() {
        return DocumentBlock.allDocuments().stream().flatMap(file -> MarkdownLine.of(file).stream());
    }

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> examples() throws IOException {
        Set<String> examples = new TreeSet<>();
        for (Path folder : EXAMPLE_SOURCES) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(DocsMapTest::isProgram)
                        .map(file -> folder.relativize(file).toString().replace(".java", ""))
                        .forEach(examples::add);
            }
        }
        return examples;
    }

    private static boolean isProgram(Path file) {
        try {
            return Files.readString(file).contains("void main(String[]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_contents_name_every_document() {
        Set<Path> named = linked(INDEX);
        for (Path file : DocumentBlock.allDocuments()) {
            assertTrue(file.equals(INDEX) || named.contains(file), "docs/index.md does not name " + file);
        }
    }

    @Test
    void the_readme_names_every_document() {
        Path readme = DocumentBlock.ROOT.resolve("README.md");
        Set<Path> named = linked(readme);
        for (Path file : DocumentBlock.allDocuments()) {
            assertTrue(file.equals(readme) || named.contains(file), "README.md does not name " + file);
        }
    }

    @Test
    void every_example_is_described_and_every_command_runs_one_of_them() throws IOException {
        Set<String> examples = examples();
        assertTrue(examples.size() >= 13, examples::toString);
        String text = Files.readString(EXAMPLES);
        assertEquals(examples, named(Pattern.compile("^\\*\\*(\\w+)\\*\\*", Pattern.MULTILINE), text));
        assertEquals(examples, named(Pattern.compile("`mvn -q (?:-Pspark )?compile exec:exec -Dexample=(\\w+)"), text));
    }

    @Test
    void a_searcher_finds_the_words_of_the_field_in_headings() {
        String headings = lines().filter(MarkdownLine::isHeading)
                .map(MarkdownLine::text)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        for (String words : List.of(
                "transfer learning",
                "quantization",
                "early stopping",
                "out-of-memory data",
                "class imbalance",
                "thread safety",
                "explainability",
                "model registry",
                "experiment tracking")) {
            assertTrue(headings.contains(words), "no heading has " + words);
        }
    }

    @Test
    void no_line_of_prose_is_too_long() {
        List<MarkdownLine> tooLong = lines().filter(line -> line.text().length() > MAX_LINE_LENGTH)
                .filter(line -> !line.isTable() && line.links().isEmpty())
                .toList();
        assertEquals(List.of(), tooLong);
    }

    @Test
    void every_relative_link_leads_to_a_file_and_to_a_heading_in_it() {
        lines().forEach(line -> line.links().stream()
                .filter(DocsMapTest::isRelative)
                .forEach(link -> assertLeadsSomewhere(line, link)));
    }

    private static void assertLeadsSomewhere(MarkdownLine line, String link) {
        Path file = target(line.file(), link);
        assertTrue(Files.exists(file), () -> line + " links to " + link + ", which does not exist");
        if (link.contains("#")) {
            String anchor = link.replaceFirst(".*#", "");
            boolean found = MarkdownLine.of(file).stream()
                    .anyMatch(other -> other.isHeading() && other.anchor().equals(anchor));
            assertTrue(found, () -> line + " links to " + link + ", but there is no such heading");
        }
    }

    @Test
    void every_class_that_the_decisions_name_exists() throws IOException {
        Set<String> sources;
        try (Stream<Path> files = Files.walk(DocumentBlock.ROOT.resolve("java"))) {
            sources = files.map(file -> file.getName(file.getNameCount() - 1).toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<MarkdownLine> named = MarkdownLine.of(DocumentBlock.ROOT.resolve("docs/decisions.md")).stream()
                .filter(line -> line.text().startsWith("Classes: "))
                .toList();
        assertTrue(named.size() > 10, named::toString);
        for (MarkdownLine line : named) {
            for (String name : named(Pattern.compile("`(\\w+)`"), line.text())) {
                assertTrue(sources.contains(name), () -> line + " names " + name);
            }
        }
    }
}
