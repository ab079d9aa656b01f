package keras4j.plot;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;

/**
 * A table of text, for consoles, pages and notebooks. A column of numbers is aligned to the right. Of more than 200 rows or
 * 100 columns, the first and the last are shown, with dots between them.
 *
 * @param header a name a column
 * @param rows as many texts in each
 */
public record ChartTable(List<String> header, List<List<String>> rows) {
    private static final Pattern NUMBER = Pattern.compile("\\s*|…|[-+−]?[\\d.,]+([eE][-+−]?\\d+)?%?|NaN|[−-]?∞");

    private static final int MAX_ROWS = 200;
    private static final int MAX_COLUMNS = 100;
    private static final String LEFT_OUT = "…";

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
        header = Preconditions.items("ChartTable", "header", header);
        rows = Preconditions.items("ChartTable", "rows", rows).stream()
                .map(row -> Preconditions.<String>items("ChartTable", "row", row))
                .toList();
        Preconditions.notEmpty("ChartTable", "header", header.size());
        for (int row = 0; row < rows.size(); row++) {
            int cells = rows.get(row).size();
            Preconditions.sameSize("ChartTable", "header", header.size(), "row " + row, cells);
        }
    }

    /**
     * Returns the rows of a frame as people read them: numbers with four significant digits and all digits before the
     * point, arrays with their first numbers and their length, a missing value as nothing.
     *
     * @param frame the frame; {@code frame.head(10)} is enough of a long one
     * @return the table
     */
    public static ChartTable of(DataFrame frame) {
        Preconditions.notNull("ChartTable", "frame", frame);
        List<String> names = List.of(frame.getColumnsIndex().toArray());
        List<List<String>> rows = IntStream.range(0, frame.height())
                .mapToObj(row -> names.stream()
                        .map(name -> CellText.of(frame.getColumn(name).get(row)))
                        .toList())
                .toList();
        return new ChartTable(names, rows);
    }

    /** Returns the table, or its first and last rows and columns. */
    private ChartTable shown() {
        List<List<String>> some = ends(rows, MAX_ROWS, Collections.nCopies(header.size(), LEFT_OUT));
        if (header.size() <= MAX_COLUMNS) {
            return new ChartTable(header, some);
        }
        return new ChartTable(
                ends(header, MAX_COLUMNS, LEFT_OUT),
                some.stream().map(row -> ends(row, MAX_COLUMNS, LEFT_OUT)).toList());
    }

    /** Returns a list, or the first and the last half of as many of its parts, with a mark between them. */
    private static <T> List<T> ends(List<T> all, int most, T mark) {
        if (all.size() <= most) {
            return all;
        }
        return Stream.of(all.subList(0, most / 2), List.of(mark), all.subList(all.size() - most / 2, all.size()))
                .flatMap(List::stream)
                .toList();
    }

    /** {@return the table as an HTML fragment, for notebooks} */
    public String toHtml() {
        return shown().html();
    }

    private String html() {
        boolean[] numeric = numeric();
        String body = rows.stream().map(row -> line("td", row, numeric)).collect(Collectors.joining());
        return STYLE + "<div style=\"overflow-x:auto\"><table class=\"k4j-table\">\n<thead>\n"
                + line("th", header, numeric) + "</thead>\n<tbody>\n" + body + "</tbody>\n</table></div>\n";
    }

    /** {@return the table as lines of text, columns aligned} */
    public String text() {
        return shown().aligned();
    }

    private String aligned() {
        int[] widths = columns().map(this::width).toArray();
        boolean[] numeric = numeric();
        return lines().map(line -> columns()
                        .mapToObj(column -> padded(line.get(column), widths[column], numeric[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private int width(int column) {
        return lines().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private Stream<List<String>> lines() {
        return Stream.concat(Stream.of(header), rows.stream());
    }

    private IntStream columns() {
        return IntStream.range(0, header.size());
    }

    private static String padded(String text, int width, boolean numeric) {
        String room = " ".repeat(width - text.length());
        return numeric ? room + text : text + room;
    }

    private String line(String tag, List<String> texts, boolean[] numeric) {
        return columns()
                .mapToObj(column -> "<" + tag + (numeric[column] ? " class=\"k4j-number\">" : ">")
                        + XmlText.escaped(texts.get(column)) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    /** Returns for each column whether all its texts are numbers. */
    private boolean[] numeric() {
        boolean[] numeric = new boolean[header.size()];
        columns()
                .forEach(column -> numeric[column] = !rows.isEmpty()
                        && rows.stream()
                                .allMatch(row -> NUMBER.matcher(row.get(column)).matches()));
        return numeric;
    }

    /** Returns text such as {@code Table [epoch, loss], 30 rows}. */
    @Override
    public String toString() {
        return "Table " + header + ", " + rows.size() + " rows";
    }
}
