package keras4j.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import keras4j.data.Datasets;
import keras4j.model.TrainingHistory;
import keras4j.plot.Report;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Forms in which values are shown. */
class KerasExtensionTest {
    private final Renderer renderer = new Renderer();

    @BeforeEach
    void register() {
        KerasExtension.register(renderer);
    }

    private static String text(DisplayData shown, MIMEType form) {
        return String.valueOf(shown.getData(form));
    }

    @Test
    void the_kernel_finds_the_extension() {
        List<Class<?>> found = ServiceLoader.load(Extension.class).stream()
                .<Class<?>>map(ServiceLoader.Provider::type)
                .toList();
        assertTrue(found.contains(KerasExtension.class), found::toString);
    }

    @Test
    void a_frame_is_a_table_with_its_first_rows() {
        String small = text(renderer.render(Datasets.iris().head(3)), MIMEType.TEXT_HTML);
        assertTrue(
                small.contains("<table")
                        && small.contains(Datasets.iris().getColumnsIndex().get(0)),
                small);
        assertFalse(small.contains("rows</p>"), small);
        DataFrame numbers = DataFrame.byColumn("number")
                .of(Series.ofInt(IntStream.range(0, 50).toArray()));
        String large = text(renderer.render(numbers), MIMEType.TEXT_HTML);
        assertTrue(large.endsWith("<p>The first 20 of 50 rows</p>"), large);
        assertEquals(21, large.split("<tr", -1).length - 1);
        assertEquals(numbers.toString(), text(renderer.render(numbers), MIMEType.TEXT_PLAIN));
    }

    @Test
    void a_history_and_a_chart_are_pictures() {
        TrainingHistory history = TrainingHistory.of(Map.of("loss", List.of(0.5, 0.25)));
        assertEquals(history.plot().toSvg(), text(renderer.render(history), MIMEType.IMAGE_SVG));
        assertEquals(history.plot().toSvg(), text(renderer.render(history.plot()), MIMEType.IMAGE_SVG));
        assertEquals(history.toString(), text(renderer.render(history), MIMEType.TEXT_PLAIN));
    }

    @Test
    void the_other_kernel_shows_the_same() {
        var providers = ServiceLoader.load(DisplayProvider.class).stream().toList();
        assertEquals(1, providers.size());
        Map<Class<?>, DisplayRenderer> renderers = new HashMap<>();
        providers.get(0).get().getDisplayRenderers().forEach(each -> renderers.put(each.rendererClass(), each));
        TrainingHistory history = TrainingHistory.of(Map.of("loss", List.of(0.5, 0.25)));
        assertEquals(
                Map.of("image/svg+xml", history.plot().toSvg(), "text/plain", history.toString()),
                Objects.requireNonNull(renderers.get(TrainingHistory.class))
                        .render("text/html", history)
                        .data());
        assertEquals(DisplayForm.ALL.size(), renderers.size());
    }

    @Test
    void a_report_is_a_page() {
        Report report = Report.of("Digits").text("Most are right.");
        assertEquals(report.toHtml(), text(renderer.render(report), MIMEType.TEXT_HTML));
    }
}
