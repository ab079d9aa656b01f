package keras4j.plot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of text, for consoles, pages and notebooks. A column of numbers is aligned to the right.
 *
 * @param header a name a column
 * @param rows as many texts in each
 */
public record ChartTable(List<String> header, List<List<String>> rows) {
    private static final String STYLE = "<style>.k4j-table{border-collapse:collapse;font:13px system-ui,sans-serif;"
            + "font-variant-numeric:tabular-nums}.k4j-table th,.k4j-table td{padding:4px 12px;text-align:left;"
            + "border-bottom:1px solid #8c959f55}.k4j-table .k4j-number{text-align:right}</style>\n";

    /**
     * Checks and copies header and rows.
     *
     * @param header a name a column
     * @param rows as many texts in each
     * @throws IllegalArgumentException if it has no column, or a row has more or fewer texts than the header
     */
    public ChartTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        Preconditions.notEmpty("ChartTable", "header", header.size());
        for (int row = 0; row < rows.size(); row++) {
            int cells = rows.get(row).size();
            Preconditions.sameSize("ChartTable", "header", header.size(), "row " + row, cells);
        }
    }

    /** {@return the table as an HTML fragment, for notebooks} */
    public String toHtml() {
        String body = rows.stream().map(row -> line("td", row)).collect(Collectors.joining());
        return STYLE + "<div style=\"overflow-x:auto\"><table class=\"k4j-table\">\n<thead>\n" + line("th", header)
                + "</thead>\n<tbody>\n" + body + "</tbody>\n</table></div>\n";
    }

    /** {@return the table as lines of text, columns aligned} */
    public String text() {
        int[] widths = columns()
                .map(column -> lines().mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines().map(line -> columns()
                        .mapToObj(column -> padded(column, line.get(column), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private Stream<List<String>> lines() {
        return Stream.concat(Stream.of(header), rows.stream());
    }

    private IntStream columns() {
        return IntStream.range(0, header.size());
    }

    private String padded(int column, String text, int width) {
        String room = " ".repeat(width - text.length());
        return isNumeric(column) ? room + text : text + room;
    }

    private String line(String tag, List<String> texts) {
        return columns()
                .mapToObj(column -> "<" + tag + (isNumeric(column) ? " class=\"k4j-number\">" : ">")
                        + XmlText.escaped(texts.get(column)) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream()
                        .allMatch(row -> row.get(column).matches("\\s*|[-+−]?[\\d.,]+([eE][-+−]?\\d+)?%?|NaN|[−-]?∞"));
    }

    /** Returns text such as {@code Table [epoch, loss], 30 rows}. */
    @Override
    public String toString() {
        return "Table " + header + ", " + rows.size() + " rows";
    }
}
