package keras4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Special characters in names. */
class TextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"' onload='x' --> ]]> &amp;",
                "👩‍🔬 naïve 日本語",
                "\uD83D half a pair",
                "a bell \u0007 and \uFFFF",
                "two\nlines"
            })
    void a_name_is_only_text(String name) {
        Chart chart = Charts.confusion(List.of(name, "other"), new double[][] {{1, 0}, {0, 1}})
                .title(name)
                .x(name);
        String svg = chart.toSvg();
        assertTrue(Svgs.parsed(svg)
                .getAttribute("aria-label")
                .startsWith(
                        name.substring(0, 1).replace('\uD83D', name.startsWith("\uD83D half") ? '\uFFFD' : '\uD83D')));
        assertFalse(svg.contains("<script") || svg.contains("' onload='"));
        assertEquals(0, Svgs.elements(svg, "script").size());
        chart.toPng();
        String page = Report.of(name)
                .text(name)
                .section(name)
                .code(name)
                .table(table(name))
                .toHtml();
        assertFalse(page.contains("<script") || page.contains("' onload='"));
        Svgs.parsed(ChartSamples.branches().plot().title(name).toSvg());
        Svgs.parsed(Charts.line(ChartPoints.of(name, 1, 2)).toSvg());
        Svgs.parsed(Charts.bars(List.of(name), Map.of(name, List.of(1.0))).toSvg());
    }

    private static ChartTable table(String name) {
        return new ChartTable(List.of(name), List.of(List.of(name)));
    }

    @Test
    void markup_is_escaped_and_what_xml_cannot_hold_replaced() {
        assertEquals("&lt;a b=&quot;c&quot;&gt; &amp; &#39;", XmlText.escaped("<a b=\"c\"> & '"));
        assertEquals("a b \uFFFD \uFFFD", XmlText.escaped("a\nb \u0000 \uD800"));
        assertEquals("👩‍🔬", XmlText.escaped("👩‍🔬"));
    }

    @Test
    void numbers_have_at_most_two_decimals() {
        assertEquals("0", XmlText.number(-0.001));
        assertEquals("-1.5", XmlText.number(-1.5));
        assertEquals("12.05", XmlText.number(12.049));
        assertEquals("3.1", XmlText.number(3.1));
    }

    @Test
    void text_that_has_no_room_ends_in_dots_between_characters() {
        assertEquals("short", FontMetrics.fit("short", 10));
        assertEquals("a long…", FontMetrics.fit("a long name", 4.2));
        assertEquals("👩…", FontMetrics.fit("👩‍🔬👩‍🔬", 2.5));
        assertEquals("…", FontMetrics.fit("none", 0));
        assertEquals(FontMetrics.width("e"), FontMetrics.width("e\u0301"));
        assertTrue(FontMetrics.width("日本") > FontMetrics.width("ab"));
    }
}
