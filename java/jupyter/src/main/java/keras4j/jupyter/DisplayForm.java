package keras4j.jupyter;

import java.util.List;
import java.util.function.Function;
import keras4j.model.TrainingHistory;
import keras4j.plot.Chart;
import keras4j.plot.ChartTable;
import keras4j.plot.ModelDiagram;
import keras4j.plot.Report;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;

/**
 * Form in which notebooks show the values of a type.
 *
 * @param type the type
 * @param mediaType the media type of the form
 * @param content returns the form of a value
 */
record DisplayForm<T>(Class<T> type, String mediaType, Function<T, String> content) {
    private static final String HTML = "text/html";
    private static final String SVG = "image/svg+xml";
    private static final int MAX_ROWS = 20;

    static final List<DisplayForm<?>> ALL = List.of(
            new DisplayForm<>(DataFrame.class, HTML, DisplayForm::table),
            new DisplayForm<>(Predictions.class, HTML, predictions -> table(predictions.columns())),
            new DisplayForm<>(ChartTable.class, HTML, ChartTable::toHtml),
            new DisplayForm<>(Report.class, HTML, Report::toHtml),
            new DisplayForm<>(Chart.class, SVG, Chart::toSvg),
            new DisplayForm<>(ModelDiagram.class, SVG, diagram -> diagram.plot().toSvg()),
            new DisplayForm<>(
                    TrainingHistory.class, SVG, history -> history.plot().toSvg()));

    /** Returns the form of a value of the type. */
    String of(Object value) {
        return content.apply(type.cast(value));
    }

    /** Returns the first rows of a frame. */
    private static String table(DataFrame frame) {
        String table = ChartTable.of(frame.head(MAX_ROWS)).toHtml();
        return frame.height() <= MAX_ROWS
                ? table
                : table + "<p>The first " + MAX_ROWS + " of " + frame.height() + " rows</p>";
    }
}
