package keras4j.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fenced code block of a Markdown file.
 *
 * @param file the file
 * @param line the number of the first line of content, from 1
 * @param language the word after the fence
 * @param text the content
 */
record DocumentBlock(Path file, int line, String language, String text) {
    private static final String FENCE = "```";

    /** Root folder of the repository, two folders above this module. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Returns README.md and all documents in the folder docs. */
    static List<Path> documents() {
        try (Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            guides.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all Markdown files of the repository that are written for readers. */
    static List<Path> allDocuments() {
        Stream<Path> others =
                Stream.of("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md").map(ROOT::resolve);
        return Stream.concat(documents().stream(), others).toList();
    }

    /** Returns all blocks of a file, in order. */
    static List<DocumentBlock> of(Path file) {
        List<String> lines = lines(file);
        List<DocumentBlock> blocks = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            if (lines.get(start).startsWith(FENCE)) {
                int end = start + 1;
                while (!lines.get(end).equals(FENCE)) {
                    end++;
                }
                String language = lines.get(start).substring(FENCE.length());
                String text = String.join("\n", lines.subList(start + 1, end));
                blocks.add(new DocumentBlock(file, start + 2, language, text));
                start = end;
            }
        }
        return blocks;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean is(String kind) {
        return language.equals(kind);
    }

    /** Returns whether the block shows the output of the block before it. */
    boolean isOutput() {
        return is("text") || is("python");
    }

    /** Returns whether the block is a complete program. */
    boolean isProgram() {
        return is("java") && text.contains("void main(");
    }

    @Override
    public String toString() {
        return ROOT.relativize(file) + ":" + line;
    }
}
