package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The pictures that a document shows, beside those that its blocks make. They are the same but for their numbers, which differ
 * from machine to machine. With {@code -Dkeras4j.pictures.write=true} those that are made take the place of those that are shown.
 */
final class Pictures {
    private static final Pattern LINK = Pattern.compile("!\\[[^\\]]*\\]\\(pictures/([\\w-]+\\.svg)\\)");
    private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text>");
    private static final Pattern NUMBER = Pattern.compile("[-−]?[\\d.,]+");

    private Pictures() {}

    static List<String> shown(Path document) throws IOException {
        return LINK.matcher(Files.readString(document))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    static void check(Path document, Path made) throws IOException {
        Path folder = document.resolveSibling("pictures");
        for (String name : shown(document)) {
            if (Boolean.getBoolean("keras4j.pictures.write")) {
                Files.copy(made.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            assertEquals(
                    structure(Files.readString(folder.resolve(name))),
                    structure(Files.readString(made.resolve(name))),
                    "docs/pictures/" + name + " is not the picture that " + document.getFileName()
                            + " makes; -Dkeras4j.pictures.write=true writes it anew");
        }
    }

    /** Its size, its words in order of the alphabet, how many boxes it has. */
    static List<String> structure(String svg) {
        MatchResult size = Pattern.compile("width=\"\\d+\" height=\"\\d+\"")
                .matcher(svg)
                .results()
                .findFirst()
                .orElseThrow();
        String words = TEXT.matcher(svg)
                .results()
                .map(text -> NUMBER.matcher(text.group(1)).replaceAll("#"))
                .filter(text -> !text.equals("#"))
                .sorted()
                .toList()
                .toString();
        return List.of(size.group(), words, svg.split("<rect ", -1).length - 1 + " boxes");
    }
}
