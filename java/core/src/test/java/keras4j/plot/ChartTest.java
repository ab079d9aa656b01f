package keras4j.plot;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {
    @TempDir
    Path folder;

    static Stream<Chart> charts() {
        return ChartSamples.all();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void a_picture_is_xml_that_is_the_same_each_time(Chart chart) {
        String svg = chart.toSvg();
        assertEquals("svg", Svgs.parsed(svg).getTagName());
        assertEquals(svg, chart.toSvg());
        assertEquals(String.valueOf(chart.width()), Svgs.parsed(svg).getAttribute("width"));
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void both_back_ends_draw_the_same(Chart chart) {
        for (Chart each : List.of(chart, chart.size(320, 240), chart.size(2000, 1200))) {
            List<String> svg = Recorder.calls(each, new SvgCanvas(Theme.DARK));
            assertEquals(svg, Recorder.calls(each, new AwtCanvas(each.width(), each.height(), Theme.DARK)));
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void nothing_is_drawn_outside_of_the_picture(Chart chart) {
        for (Chart each : List.of(chart, chart.size(320, 240), chart.size(2000, 1200))) {
            for (var circle : Svgs.elements(each.toSvg(), "circle")) {
                double x = Double.parseDouble(circle.getAttribute("cx"));
                double y = Double.parseDouble(circle.getAttribute("cy"));
                assertTrue(x >= 0 && x <= each.width() && y >= 0 && y <= each.height(), x + ", " + y);
            }
            for (var text : Svgs.elements(each.toSvg(), "text")) {
                double x = Double.parseDouble(text.getAttribute("x"));
                double y = Double.parseDouble(text.getAttribute("y"));
                assertTrue(x >= 0 && x <= each.width() && y >= 0 && y <= each.height(), text.getTextContent());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void a_png_has_two_pixels_a_unit(Chart chart) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.toPng()));
        assertEquals(2 * chart.width(), image.getWidth());
        assertEquals(2 * chart.height(), image.getHeight());
        assertEquals(0xFFFFFFFF, image.getRGB(0, 0));
        BufferedImage dark =
                ImageIO.read(new ByteArrayInputStream(chart.theme(Theme.DARK).toPng()));
        assertEquals(0xFF15181E, dark.getRGB(0, 0));
    }

    @Test
    void a_theme_fixes_the_colours_else_the_reader_does() {
        Chart chart = ChartSamples.roc();
        assertTrue(chart.toSvg().contains("@media (prefers-color-scheme:dark)"));
        assertTrue(chart.toSvg().contains("class=\"k4j-blue-line\" stroke=\"#0072b2\""));
        String light = chart.theme(Theme.LIGHT).toSvg();
        assertFalse(light.contains("@media") || light.contains("class="));
        assertTrue(light.contains("#0072b2"));
        assertTrue(chart.theme(Theme.DARK).toSvg().contains("#4aa8e0"));
    }

    @Test
    void titles_and_labels_are_written() {
        Chart chart = ChartSamples.roc().title("Test rows").x("false alarms").y("");
        assertTrue(Svgs.texts(chart).containsAll(List.of("Test rows", "false alarms", "a (AUC 0.93)", "b (AUC 0.75)")));
        assertFalse(Svgs.texts(chart).contains("sensitivity"));
        assertEquals("Test rows", chart.title());
        assertEquals("Test rows: ROC curve", Svgs.parsed(chart.toSvg()).getAttribute("aria-label"));
    }

    @Test
    void a_long_title_takes_two_lines_and_then_ends_in_dots() {
        Chart chart = ChartSamples.roc().title("word ".repeat(60)).size(320, 240);
        List<String> lines = Svgs.texts(chart).stream()
                .filter(text -> text.startsWith("word"))
                .toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).endsWith("…"));
    }

    @Test
    void a_picture_without_axes_takes_no_axis_label() {
        refused(
                "Chart: axis label must be given to a chart with two axes, got 'units' for model of 5 layers",
                () -> ChartSamples.branches().plot().x("units"));
        refused(
                "Chart: axis label must be given to a chart with two axes, got 'units' for parallel coordinates of accuracy",
                () -> Charts.parallel(ChartSamples.score(), true, ChartSamples.parameters())
                        .y("units"));
    }

    @Test
    void a_size_out_of_bounds_is_refused() {
        refused("Chart: width and height must be from 160 to 8000, got 100 and 300", () -> ChartSamples.roc()
                .size(100, 300));
        refused("Chart: width and height must be from 160 to 8000, got 300 and 9000", () -> ChartSamples.roc()
                .size(300, 9000));
        refused(
                "Chart: a PNG must have at most 20000000 units, got 8000 × 8000; save it as .svg",
                () -> ChartSamples.roc().size(8000, 8000).toPng());
    }

    @Test
    void a_file_is_what_its_name_ends_in() throws IOException {
        Chart chart = ChartSamples.roc();
        chart.save(folder.resolve("a.svg"));
        assertEquals(chart.toSvg(), Files.readString(folder.resolve("a.svg")));
        chart.save(folder.resolve("a.PNG"));
        assertNotNull(ImageIO.read(folder.resolve("a.PNG").toFile()));
        chart.save(folder.resolve("a.html"));
        assertTrue(Files.readString(folder.resolve("a.html")).contains(chart.toHtml()));
        Path none = folder.resolve("a.pdf");
        refused("Chart: file must end in .svg, .png or .html, got '" + none + "'", () -> chart.save(none));
        Path lost = folder.resolve("none").resolve("a.svg");
        assertEquals(
                "Chart: " + lost + " cannot be written: java.nio.file.NoSuchFileException: " + lost.getParent(),
                assertThrows(UncheckedIOException.class, () -> chart.save(lost)).getMessage());
        Path link = Files.createSymbolicLink(folder.resolve("link.svg"), folder.resolve("a.svg"));
        refused(
                "Chart: file must be a regular file, got a symbolic link at " + link
                        + "; name the file that it leads to, " + folder.resolve("a.svg"),
                () -> chart.save(link));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void a_png_is_the_same_each_time() {
        assertArrayEquals(ChartSamples.history().toPng(), ChartSamples.history().toPng());
    }

    @Test
    void it_is_a_value() {
        assertEquals(ChartSamples.history(), ChartSamples.history());
        assertEquals(ChartSamples.history().hashCode(), ChartSamples.history().hashCode());
        assertNotEquals(ChartSamples.history(), ChartSamples.history().title(""));
        assertNotEquals(ChartSamples.history(), ChartSamples.history().theme(Theme.DARK));
        assertNotEquals(ChartSamples.history(), ChartSamples.history().size(320, 240));
        assertEquals(
                "Chart 'Training', training history, 726 × 343",
                ChartSamples.history().toString());
    }

    @Test
    void pictures_are_as_they_were_seen() {
        Svgs.assertAsSeen("history.svg", ChartSamples.history());
        Svgs.assertAsSeen("confusion-dark.svg", ChartSamples.confusion().theme(Theme.DARK));
        Svgs.assertAsSeen("roc-small.svg", ChartSamples.roc().size(320, 240));
        Svgs.assertAsSeen("model.svg", ChartSamples.branches().plot().theme(Theme.LIGHT));
    }
}
