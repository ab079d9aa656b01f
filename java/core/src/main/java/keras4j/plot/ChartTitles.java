package keras4j.plot;

import java.util.ArrayList;
import java.util.List;

/** A title broken into at most two lines. */
final class ChartTitles {
    static final double LINE_HEIGHT = 22;

    private ChartTitles() {}

    static List<String> lines(String title, double width) {
        if (title.isBlank()) {
            return List.of();
        }
        StringBuilder first = new StringBuilder();
        List<String> words = new ArrayList<>(List.of(title.strip().split("\\s+")));
        while (!words.isEmpty() && TextStyle.TITLE.width(first + " " + words.get(0)) <= width) {
            first.append(first.isEmpty() ? "" : " ").append(words.remove(0));
        }
        if (first.isEmpty() || words.isEmpty()) {
            return List.of(TextStyle.TITLE.fit(title.strip(), width));
        }
        return List.of(first.toString(), TextStyle.TITLE.fit(String.join(" ", words), width));
    }
}
