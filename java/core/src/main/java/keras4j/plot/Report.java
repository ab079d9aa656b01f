package keras4j.plot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.internal.text.Preconditions;

/**
 * A report of charts, tables and text in one HTML file without scripts or network access, light or dark by the reader's
 * preference. Each method returns a new report with one more part at its end.
 */
public final class Report {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            body{max-width:1128px;margin:0 auto;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#1f2328;background:#ffffff}
            h1{font-size:26px;line-height:1.25}
            h2{font-size:19px;margin-top:36px}
            p{max-width:75ch;overflow-wrap:anywhere}
            pre{overflow-x:auto;padding:12px;font:13px/1.4 ui-monospace,monospace;background:#f5f7fa;border-radius:6px}
            figure,div{margin:18px 0 !important}
            figure{display:inline-block;vertical-align:top;max-width:100%;margin-right:24px !important}
            @media (prefers-color-scheme:dark){
            body{color:#e8eaed;background:#15181e}
            pre{background:#1e232c}
            }
            @media (max-width:500px){body{padding:12px}}
            </style>
            </head>
            <body>
            """;

    private final String title;
    private final List<String> parts;

    private Report(String title, List<String> parts) {
        this.title = title;
        this.parts = parts;
    }

    /**
     * Returns an empty report.
     *
     * @param title the title; empty for none
     * @return the report
     */
    public static Report of(String title) {
        Preconditions.notNull("Report", "title", title);
        return new Report(title, List.of());
    }

    /**
     * Returns a copy with a heading added.
     *
     * @param heading the text of the heading
     * @return the report
     */
    public Report section(String heading) {
        Preconditions.notNull("Report", "heading", heading);
        return with("<h2>" + XmlText.escaped(heading) + "</h2>\n");
    }

    /**
     * Returns a copy with a paragraph added.
     *
     * @param paragraph the text
     * @return the report
     */
    public Report text(String paragraph) {
        Preconditions.notNull("Report", "paragraph", paragraph);
        return with("<p>" + XmlText.escaped(paragraph) + "</p>\n");
    }

    /**
     * Returns a copy with preformatted text added, such as a model's summary.
     *
     * @param lines lines whose columns are aligned by spaces
     * @return the report
     */
    public Report code(String lines) {
        Preconditions.notNull("Report", "lines", lines);
        String escaped = String.join("\n", lines.lines().map(XmlText::escaped).toList());
        return with("<pre>" + escaped + "</pre>\n");
    }

    /**
     * Returns a copy with a chart added.
     *
     * @param chart the chart
     * @return the report
     */
    public Report chart(Chart chart) {
        Preconditions.notNull("Report", "chart", chart);
        return with(chart.toHtml());
    }

    /**
     * Returns a copy with a table added.
     *
     * @param table the table
     * @return the report
     */
    public Report table(ChartTable table) {
        Preconditions.notNull("Report", "table", table);
        return with(table.toHtml());
    }

    private Report with(String part) {
        List<String> more = new ArrayList<>(parts);
        more.add(part);
        return new Report(title, List.copyOf(more));
    }

    /** {@return the page, the same bytes for equal reports} */
    public String toHtml() {
        String heading = title.isEmpty() ? "" : "<h1>" + XmlText.escaped(title) + "</h1>\n";
        return HEAD.replace("%s", XmlText.escaped(title)) + heading + String.join("", parts) + "</body>\n</html>\n";
    }

    /**
     * Writes the page to a file, whole or not at all, replacing an existing one.
     *
     * @param file the file
     * @throws IllegalArgumentException if there is anything but a regular file, such as a symbolic link or a device
     * @throws java.io.UncheckedIOException if it can't be written
     */
    public void save(Path file) {
        Preconditions.notNull("Report", "file", file);
        Chart.write(file, toHtml().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Report that && title.equals(that.title) && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return 31 * title.hashCode() + parts.hashCode();
    }

    /** Returns text such as {@code Report 'A fit', 4 parts}. */
    @Override
    public String toString() {
        return "Report '" + title + "', " + parts.size() + " parts";
    }
}
