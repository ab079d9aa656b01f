package keras4j.jupyter;

import java.util.Objects;
import java.util.function.Function;
import keras4j.model.TrainingHistory;
import keras4j.plot.Chart;
import keras4j.plot.ChartTable;
import keras4j.plot.ModelDiagram;
import keras4j.plot.Report;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * Extension of the Jupyter kernel JJava. It shows frames and predictions as tables, charts, histories and diagrams as
 * pictures, and reports as pages.
 *
 * @see <a href="https://github.com/dflib/jjava">JJava</a>
 */
public final class KerasExtension implements Extension {
    private static final int MAX_ROWS = 20;

    /** Creates the extension; the kernel does this. */
    public KerasExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        Objects.requireNonNull(kernel, "KerasExtension: kernel must not be null");
        register(kernel.getRenderer());
    }

    static void register(Renderer renderer) {
        show(renderer, DataFrame.class, MIMEType.TEXT_HTML, KerasExtension::table);
        show(renderer, Predictions.class, MIMEType.TEXT_HTML, predictions -> table(predictions.columns()));
        show(renderer, ChartTable.class, MIMEType.TEXT_HTML, ChartTable::toHtml);
        show(renderer, Report.class, MIMEType.TEXT_HTML, Report::toHtml);
        show(renderer, Chart.class, MIMEType.IMAGE_SVG, Chart::toSvg);
        show(renderer, ModelDiagram.class, MIMEType.IMAGE_SVG, diagram -> diagram.plot()
                .toSvg());
        show(renderer, TrainingHistory.class, MIMEType.IMAGE_SVG, history -> history.plot()
                .toSvg());
    }

    private static <T> void show(Renderer renderer, Class<T> type, MIMEType form, Function<T, String> content) {
        renderer.createRegistration(type)
                .preferring(form)
                .supporting(MIMEType.TEXT_PLAIN)
                .register((value, context) -> render(value, form, content, context));
    }

    private static <T> void render(T value, MIMEType form, Function<T, String> content, RenderContext context) {
        context.renderIfRequested(form, () -> content.apply(value));
        context.renderIfRequested(MIMEType.TEXT_PLAIN, value::toString);
    }

    /** Returns the first rows of a frame. */
    private static String table(DataFrame frame) {
        String table = ChartTable.of(frame.head(MAX_ROWS)).toHtml();
        return frame.height() <= MAX_ROWS
                ? table
                : table + "<p>The first " + MAX_ROWS + " of " + frame.height() + " rows</p>";
    }
}
