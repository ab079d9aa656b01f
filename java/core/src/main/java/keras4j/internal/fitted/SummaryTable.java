package keras4j.internal.fitted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Table of Keras' summary of a model. Long cells are wrapped, so white space does not count.
 *
 * @param name the name of the model
 * @param rows the rows by their first column, {@code name(Class)}
 */
record SummaryTable(String name, Map<String, SummaryTable.Row> rows) {
    private static final Pattern TITLE = Pattern.compile("Model: \"(.*)\"");

    /**
     * Row of the table.
     *
     * @param shape the output shape
     * @param parameters the number of weights
     */
    record Row(String shape, String parameters) {
        /** Returns the row with a shape, where Keras writes that of several outputs in another way. */
        Row comparable(String other) {
            boolean one = shape.matches("\\([^()]*\\)") && other.matches("\\([^()]*\\)");
            return one ? this : new Row(plain(other), parameters);
        }

        @Override
        public String toString() {
            return shape + " with " + parameters + " parameters";
        }
    }

    static SummaryTable of(String summary) {
        Matcher title = TITLE.matcher(summary.lines().findFirst().orElse(""));
        Map<String, Row> rows = new TreeMap<>();
        List<String> cells = new ArrayList<>();
        for (String line : summary.lines().toList()) {
            if (line.startsWith("│")) {
                add(cells, line.split("│", -1));
            } else if (cells.size() > 3) {
                rows.put(cells.get(1), new Row(cells.get(2), cells.get(3).replace(",", "")));
                cells.clear();
            }
        }
        return new SummaryTable(title.matches() ? title.group(1) : "", rows);
    }

    private static void add(List<String> cells, String[] parts) {
        for (int at = 0; at < parts.length; at++) {
            String part = plain(parts[at]);
            if (at < cells.size()) {
                cells.set(at, cells.get(at) + part);
            } else {
                cells.add(part);
            }
        }
    }

    /** Returns text without spaces, and the shape of one number a row as Keras' summary writes it. */
    static String plain(String text) {
        return text.replaceAll("\\s", "").replace(",)", ")");
    }
}
