package keras4j.plot;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final ChartTable TABLE =
            new ChartTable(List.of("metric", "value"), List.of(List.of("rmse", "−2.5"), List.of("rsq <&>", "1.2e-05")));

    private final Report report = Report.of("A fit")
            .section("Data")
            .text("32 cars.")
            .table(TABLE)
            .section("Training")
            .chart(ChartSamples.history())
            .code("Layer   Shape\ninput   (None, 4)");

    @TempDir
    Path folder;

    @Test
    void a_page_has_its_parts_in_order() {
        String page = report.toHtml();
        int last = 0;
        for (String part : List.of(
                "<title>A fit</title>",
                "<h1>A fit</h1>",
                "<h2>Data</h2>",
                "<p>32 cars.</p>",
                TABLE.toHtml(),
                "<h2>Training</h2>",
                ChartSamples.history().toHtml(),
                "<pre>Layer   Shape\ninput   (None, 4)</pre>",
                "</html>")) {
            assertTrue(page.indexOf(part) > last, part);
            last = page.indexOf(part);
        }
    }

    @Test
    void a_page_needs_nothing_but_itself() {
        String page = report.toHtml();
        assertTrue(page.contains("default-src 'none'"));
        assertTrue(page.contains("@media (prefers-color-scheme:dark)"));
        assertFalse(page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").contains("://"));
        assertFalse(page.contains("<script") || page.contains("<link") || page.contains("src="));
    }

    @Test
    void a_page_is_saved_with_the_same_bytes() throws IOException {
        report.save(folder.resolve("a.html"));
        assertEquals(report.toHtml(), Files.readString(folder.resolve("a.html")));
        report.save(folder.resolve("a.html"));
    }

    @Test
    void a_report_is_a_value() {
        assertEquals(Report.of("A fit").text("a"), Report.of("A fit").text("a"));
        assertEquals(
                Report.of("A fit").text("a").hashCode(),
                Report.of("A fit").text("a").hashCode());
        assertNotEquals(Report.of("A fit"), Report.of("A fit").text("a"));
        assertEquals("Report 'A fit', 6 parts", report.toString());
    }

    @Test
    void a_table_aligns_numbers_to_the_right() {
        String html = TABLE.toHtml();
        assertTrue(html.contains("<tr><th>metric</th><th class=\"k4j-number\">value</th></tr>"));
        assertTrue(html.contains("<tr><td>rsq &lt;&amp;&gt;</td><td class=\"k4j-number\">1.2e-05</td></tr>"));
        assertEquals("Table [metric, value], 2 rows", TABLE.toString());
    }

    @Test
    void a_table_of_uneven_rows_is_refused() {
        refused(
                "ChartTable: row 1 must have 1 values like header, got 2",
                () -> new ChartTable(List.of("a"), List.of(List.of("1"), List.of("1", "2"))));
        refused(
                "ChartTable: header must have at least one value, got none",
                () -> new ChartTable(List.of(), List.of()));
    }
}
