package keras4j.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a Markdown file.
 *
 * @param file the file
 * @param line where the block's first line of content stands, from 1
 * @param language the word after the fence
 * @param text the content
 */
record Block(Path file, int line, String language, String text) {
    private static final String FENCE = "```";

    /** The repository's root: this module is two folders below it. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** README.md and all guides. */
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

    /** All blocks of a file, in order. */
    static List<Block> of(Path file) {
        List<String> lines = lines(file);
        List<Block> blocks = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            if (lines.get(start).startsWith(FENCE)) {
                int end = start + 1;
                while (!lines.get(end).equals(FENCE)) {
                    end++;
                }
                String language = lines.get(start).substring(FENCE.length());
                String text = String.join("\n", lines.subList(start + 1, end));
                blocks.add(new Block(file, start + 2, language, text));
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

    /** Whether it shows what the block before it prints. */
    boolean isOutput() {
        return is("text") || is("python");
    }

    /** Whether it is a program of its own. */
    boolean isProgram() {
        return is("java") && text.contains("void main(");
    }

    @Override
    public String toString() {
        return ROOT.relativize(file) + ":" + line;
    }
}
