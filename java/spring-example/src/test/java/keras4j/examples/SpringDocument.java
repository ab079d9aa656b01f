package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Check of docs/spring-boot.md: its Java blocks are parts of the example's sources, or run as a client of the example;
 * its properties have metadata.
 */
final class SpringDocument {
    private static final Path FILE = DocumentBlock.ROOT.resolve("docs/spring-boot.md");
    private static final Pattern NAME = Pattern.compile("\"name\": \"([^\"]+)\"");
    private static final Pattern MODEL = Pattern.compile("keras4j\\.models\\.[a-z]+\\.(location|version)");

    private SpringDocument() {}

    static void check(ExampleApplication application) throws Exception {
        String jar = "java -jar java/spring-example/target/"
                + Path.of(System.getProperty("keras4j.example")).getFileName();
        assertTrue(Files.readString(FILE).contains(jar), jar);
        String sources = sources();
        String metadata = metadata();
        String printed = "";
        int run = 0;
        try (Shell shell = new Shell(System.getProperty("java.class.path"))) {
            for (DocumentBlock block : DocumentBlock.of(FILE)) {
                if (block.is("java") && !sources.contains(plain(block.text()))) {
                    printed = Printed.by(() -> shell.run(of(block, application)));
                    run++;
                } else if (block.isOutput() && !Expected.matches(block.text(), printed)) {
                    assertEquals(block.text(), printed, block + " shows another output");
                } else if (block.is("properties")) {
                    block.text().lines().forEach(line -> assertKnown(block, line.replaceFirst("=.*", ""), metadata));
                }
            }
        }
        assertTrue(run >= 3, "only " + run + " blocks ran");
    }

    private static DocumentBlock of(DocumentBlock block, ExampleApplication application) {
        String text = block.text()
                .replace("http://localhost:8080/", application.uri().toString())
                .replace("System.getenv(\"SURVIVAL_TOKEN\")", '"' + ExampleApplication.TOKEN + '"');
        return new DocumentBlock(block.file(), block.line(), block.language(), text);
    }

    private static void assertKnown(DocumentBlock block, String property, String metadata) {
        boolean known = MODEL.matcher(property).matches()
                || NAME.matcher(metadata).results().anyMatch(name -> name.group(1)
                        .equals(property));
        assertTrue(known, block + ": no metadata has " + property);
    }

    /** Returns the sources of the example, with single blanks. */
    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 3, sources::toString);
            return sources.stream().map(SpringDocument::text).collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return plain(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Returns the metadata of the properties of keras4j and of Spring Boot. */
    private static String metadata() throws IOException {
        StringBuilder all = new StringBuilder();
        for (var url : Collections.list(
                SpringDocument.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}
