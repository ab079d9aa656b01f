package keras4j.plot;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.dflib.DataFrame;
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

    @Test
    void a_frame_is_a_table_as_people_read_it() {
        DataFrame frame = DataFrame.foldByRow("id", "x", ".pred", "when", "pixels")
                .of(
                        2003,
                        0.1 + 0.2,
                        0.7394958f,
                        LocalDate.of(2024, 2, 1),
                        new float[] {0, 0.25f, 1, 0.5f, 2, 3},
                        7,
                        -12345.678,
                        1e-9f,
                        null,
                        new float[] {1.5f, Float.NaN});
        assertEquals(
                """
                id       x   .pred  when        pixels
                2003     0.3  0.7395  2024-02-01  [0, 0.25, 1, 0.5, 2, … (6 in all)]
                7  -12346    1e−9              [1.5, NaN]
                """.replaceAll(" +", " "),
                ChartTable.of(frame)
                        .text()
                        .lines()
                        .map(line -> line.strip().replaceAll(" +", " ") + "\n")
                        .collect(Collectors.joining()));
        assertEquals(
                List.of("1.23e−5", "123456789", "0", "0.5"),
                List.of(cell(0.00001234), cell(123456789.4), cell(-0.0), cell(0.5)));
    }

    private static String cell(double value) {
        return ChartTable.of(DataFrame.foldByRow("x").of(value)).rows().get(0).get(0);
    }
}
