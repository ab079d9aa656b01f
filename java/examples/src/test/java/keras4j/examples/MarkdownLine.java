package keras4j.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Line of a Markdown file outside its code blocks.
 *
 * @param file the file
 * @param number the number of the line, from 1
 * @param text the text of the line
 */
record MarkdownLine(Path file, int number, String text) {
    private static final String FENCE = "```";
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    /** Returns the lines of a file outside its code blocks, in order. */
    static List<MarkdownLine> of(Path file) {
        List<MarkdownLine> lines = new ArrayList<>();
        boolean inCode = false;
        int number = 0;
        for (String text : read(file)) {
            number++;
            if (text.startsWith(FENCE)) {
                inCode = !inCode;
            } else if (!inCode) {
                lines.add(new MarkdownLine(file, number, text));
            }
        }
        return lines;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isHeading() {
        return text.startsWith("#");
    }

    boolean isTable() {
        return text.startsWith("|");
    }

    /** Returns the targets of the line's links, web addresses included. */
    List<String> links() {
        return LINK.matcher(CODE.matcher(text).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** Returns the anchor that GitHub gives to this heading. */
    String anchor() {
        String words = text.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT);
        return words.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
    }

    @Override
    public String toString() {
        return DocumentBlock.ROOT.relativize(file) + ":" + number;
    }
}
