package keras4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;

/** Factory of charts: general ones and those for evaluating models, all from plain numbers and names. */
public final class Charts {
    private Charts() {}

    /**
     * Draws a line for each series, with gaps at missing points.
     *
     * @param series the series, at least one
     * @return the chart
     * @throws IllegalArgumentException if there is no series
     */
    public static Chart line(ChartPoints... series) {
        Preconditions.array("Charts", "series", series);
        return xy("lines", ChartAxis.linear("x"), ChartAxis.linear("y"), lines(series, true));
    }

    /**
     * Draws a scatter plot, a dot for each point.
     *
     * @param series the series, at least one
     * @return the chart
     */
    public static Chart scatter(ChartPoints... series) {
        Preconditions.array("Charts", "series", series);
        return xy("scatter plot", ChartAxis.linear("x"), ChartAxis.linear("y"), dots(series));
    }

    /**
     * Draws a bar chart: a bar for each category and series, those of one category side by side.
     *
     * @param categories the names of the categories
     * @param series by name, a value for each category; NaN for no bar
     * @return the chart
     */
    public static Chart bars(List<String> categories, Map<String, List<Double>> series) {
        Preconditions.items("Charts", "categories", categories);
        Preconditions.lists("Charts", "series", series);
        Preconditions.notEmpty("Charts.bars", "categories", categories.size());
        Preconditions.notEmpty("Charts.bars", "series", series.size());
        List<Mark> bars = new ArrayList<>();
        series.forEach((name, values) -> {
            Preconditions.sameSize("Charts.bars", "categories", categories.size(), "'" + name + "'", values.size());
            bars.add(new BarMarks(
                    name, List.copyOf(categories), List.copyOf(values), List.of(), bars.size(), series.size(), false));
        });
        ChartAxis up = ChartAxis.linear("").bounded(0, 0);
        double width = Math.min(1100, Math.max(420, 26.0 * categories.size() * Math.sqrt(series.size())));
        return Chart.of(PanelGrid.of("bars", Panel.of(ChartAxis.bands("", categories), up, bars))
                .sized(width, 340));
    }

    /**
     * Draws a histogram, with about as many bins as by the Freedman-Diaconis rule; numbers that are not finite are left
     * out.
     *
     * @param name the label of the horizontal axis
     * @param values the numbers
     * @return the chart
     */
    public static Chart histogram(String name, double... values) {
        Preconditions.notNull("Charts", "name", name);
        Preconditions.notNull("Charts", "values", values);
        List<Double> finite =
                ChartPoints.boxed(values).stream().filter(Double::isFinite).toList();
        Preconditions.notEmpty("Charts.histogram", "values", finite.size());
        ChartAxis count = ChartAxis.whole("count").bounded(0, 0);
        return Chart.of(
                PanelGrid.of("histogram", Panel.of(ChartAxis.linear(name), count, List.of(HistogramBins.of(finite))))
                        .sized(520, 320));
    }

    /**
     * Draws a heat map: the higher a value, the stronger its cell. Values on both sides of 0 are drawn in two hues.
     * Of more than 100 rows or columns, neighbours share a cell, which has their mean.
     *
     * @param rows names from the top down
     * @param columns names from left to right
     * @param values shape {@code (rows, columns)}; NaN for an empty cell
     * @return the chart
     */
    public static Chart heatMap(List<String> rows, List<String> columns, double[][] values) {
        Preconditions.items("Charts", "rows", rows);
        Preconditions.items("Charts", "columns", columns);
        Preconditions.array("Charts", "values", values);
        HtmlTables.check("Charts.heatMap", rows, columns, values);
        NameGroups down = NameGroups.of(rows);
        NameGroups across = NameGroups.of(columns);
        double[][] drawn = down.table(across, values, HtmlTables::mean);
        ColorScale ramp = new ColorScale("", HtmlTables.span(drawn));
        HeatmapCells cells = HtmlTables.cells(down.names(), across.names(), drawn, ramp);
        Panel panel = Panel.of(
                ChartAxis.bands(across.label(""), across.names()),
                ChartAxis.bands(down.label(""), down.names()),
                List.of(cells));
        return Chart.of(PanelGrid.of("heat map", ramp.span().isEmpty() ? panel : panel.shaded(ramp))
                .sized(HtmlTables.side(columns.size()) + 180, HtmlTables.side(rows.size()) + 60));
    }

    /**
     * Draws a confusion matrix. Rows are the true classes, columns the predicted ones; the higher a cell's share of its
     * row, the stronger its colour. Of more than 100 classes, neighbours share a row and a column.
     *
     * @param classes the names of the classes
     * @param counts shape {@code (classes, classes)}: {@code counts[t][p]} rows of class t were predicted as p
     * @return the chart
     */
    public static Chart confusion(List<String> classes, double[][] counts) {
        Preconditions.items("Charts", "classes", classes);
        Preconditions.array("Charts", "counts", counts);
        HtmlTables.check("Charts.confusion", classes, classes, counts);
        Preconditions.notNegative("Charts.confusion", "counts", counts);
        NameGroups groups = NameGroups.of(classes);
        double[][] drawn = groups.table(groups, counts, DoubleStream::sum);
        Panel panel = Panel.of(
                        ChartAxis.bands(groups.label("predicted"), groups.names()),
                        ChartAxis.bands(groups.label("true"), groups.names()),
                        List.of(HtmlTables.shares(groups.names(), drawn)))
                .squared();
        double side = HtmlTables.side(classes.size());
        return Chart.of(PanelGrid.of("confusion matrix", panel).sized(side + 100, side + 60));
    }

    /**
     * Draws variable importance: a bar for each item, the highest value on top.
     *
     * @param names the names of the items
     * @param values one importance an item
     * @return the chart
     */
    public static Chart importance(List<String> names, double... values) {
        Preconditions.items("Charts", "names", names);
        Preconditions.notNull("Charts", "values", values);
        return importance(names, values, new double[0]);
    }

    /**
     * Draws variable importance with error bars.
     *
     * @param names the names of the items
     * @param values one importance an item
     * @param errors half the length of each error bar, such as a standard error; empty for none
     * @return the chart
     */
    public static Chart importance(List<String> names, double[] values, double[] errors) {
        Preconditions.items("Charts", "names", names);
        Preconditions.notNull("Charts", "values", values);
        Preconditions.notNull("Charts", "errors", errors);
        Preconditions.notEmpty("Charts.importance", "names", names.size());
        Preconditions.sameSize("Charts.importance", "names", names.size(), "values", values.length);
        if (errors.length > 0) {
            Preconditions.sameSize("Charts.importance", "names", names.size(), "errors", errors.length);
        }
        List<Integer> order = IntStream.range(0, values.length)
                .boxed()
                .sorted((one, other) -> Double.compare(sortable(values[other]), sortable(values[one])))
                .toList();
        List<String> sorted = order.stream().map(names::get).toList();
        List<Double> lengths = order.stream().map(place -> values[place]).toList();
        List<Double> whiskers = errors.length == 0
                ? List.of()
                : order.stream().map(place -> errors[place]).toList();
        BarMarks bars = new BarMarks("", sorted, lengths, whiskers, 0, 1, true);
        Panel panel =
                Panel.of(ChartAxis.linear("importance").bounded(0, 0), ChartAxis.bands("", sorted), List.of(bars));
        return Chart.of(PanelGrid.of("importance", panel).sized(560, Math.max(120, 22.0 * names.size() + 50)));
    }

    /**
     * Draws a training history: a panel for each metric with one value an epoch, from epoch 1. A validation metric such
     * as {@code val_loss} shares the panel of {@code loss}.
     *
     * @param metrics values by name, in the order of the panels; NaN if missing
     * @return the chart
     */
    public static Chart history(Map<String, List<Double>> metrics) {
        Preconditions.entries("Charts", "metrics", metrics);
        return HistoryCharts.chart(metrics);
    }

    /**
     * Draws receiver operating characteristics: x is 1 − specificity (false positive rate), y sensitivity (true
     * positive rate).
     *
     * @param curves the curves, from 0 to 1
     * @return the chart
     */
    public static Chart roc(ChartPoints... curves) {
        Preconditions.array("Charts", "curves", curves);
        List<Mark> marks = with(new ReferenceLine("", 0, 0, 1, 1), lines(curves, false));
        return unit("ROC curve", "1 − specificity", "sensitivity", marks);
    }

    /**
     * Draws precision-recall curves: x is recall, y precision.
     *
     * @param curves the curves, from 0 to 1
     * @return the chart
     */
    public static Chart pr(ChartPoints... curves) {
        Preconditions.array("Charts", "curves", curves);
        return unit("precision–recall curve", "recall", "precision", lines(curves, false));
    }

    /**
     * Draws calibration curves: x is the mean predicted probability of a bin, y the observed share of events.
     *
     * @param curves the curves, from 0 to 1
     * @return the chart
     */
    public static Chart calibration(ChartPoints... curves) {
        Preconditions.array("Charts", "curves", curves);
        List<Mark> marks = with(new ReferenceLine("ideal", 0, 0, 1, 1), lines(curves, true));
        return unit("calibration curve", "mean predicted probability", "observed share", marks);
    }

    /**
     * Draws cumulative gain curves: x is the share of rows tested, y the share of events found, both from 0 to 1.
     *
     * @param curves the curves
     * @return the chart
     */
    public static Chart gain(ChartPoints... curves) {
        Preconditions.array("Charts", "curves", curves);
        List<Mark> marks = with(new ReferenceLine("at random", 0, 0, 1, 1), lines(curves, false));
        return unit("gain curve", "share of rows, likeliest first", "share of events found", marks);
    }

    /**
     * Draws lift curves: x is the share of rows tested, from 0 to 1, y the frequency of events among them relative to
     * all rows.
     *
     * @param curves the curves
     * @return the chart
     */
    public static Chart lift(ChartPoints... curves) {
        Preconditions.array("Charts", "curves", curves);
        List<Mark> marks = with(ReferenceLine.horizontal("at random", 1), lines(curves, false));
        ChartAxis share = ChartAxis.linear("share of rows, likeliest first").bounded(0, 1);
        return xy("lift curve", share, ChartAxis.linear("lift").bounded(0, 0), marks);
    }

    /**
     * Draws predicted against observed numbers: x is the observed number, y the predicted one; on the line both are
     * equal.
     *
     * @param series the points
     * @return the chart
     */
    public static Chart observedPredicted(ChartPoints... series) {
        Preconditions.array("Charts", "series", series);
        List<Mark> dots = dots(series);
        NumericExtent both =
                dots.stream().map(dot -> dot.x().and(dot.y())).reduce(NumericExtent.NONE, NumericExtent::and);
        ReferenceLine equal = new ReferenceLine("", both.low(), both.low(), both.high(), both.high());
        Panel panel = Panel.of(ChartAxis.linear("observed"), ChartAxis.linear("predicted"), with(equal, dots))
                .squared();
        return Chart.of(PanelGrid.of("predicted against observed", panel).sized(430, 410));
    }

    /**
     * Draws residuals: x is the predicted number, y the observed one less the predicted.
     *
     * @param series the points
     * @return the chart
     */
    public static Chart residuals(ChartPoints... series) {
        Preconditions.array("Charts", "series", series);
        List<Mark> marks = with(ReferenceLine.horizontal("", 0), dots(series));
        return xy("residuals", ChartAxis.linear("predicted"), ChartAxis.linear("observed − predicted"), marks);
    }

    /**
     * Draws the progress of a search: the score of each trial in order, with its errors, and the best score so far.
     *
     * @param score the score of each trial
     * @param higherIsBetter true to maximize the score
     * @return the chart
     */
    public static Chart search(ChartVariable score, boolean higherIsBetter) {
        Preconditions.notNull("Charts", "score", score);
        Preconditions.notEmpty("Charts.search", "score", score.size());
        return SearchCharts.progress(score, higherIsBetter);
    }

    /**
     * Draws the score against each parameter, a panel for each, with its errors.
     *
     * @param score the score of each trial
     * @param parameters the parameters, a value for each trial
     * @return the chart
     */
    public static Chart byParameter(ChartVariable score, ChartVariable... parameters) {
        Preconditions.notNull("Charts", "score", score);
        Preconditions.array("Charts", "parameters", parameters);
        SearchCharts.check("Charts.byParameter", score, parameters);
        return SearchCharts.byParameter(score, parameters);
    }

    /**
     * Draws parallel coordinates: a line for each trial through an axis for each parameter and the score. The better
     * the score, the stronger the line.
     *
     * @param score the score of each trial
     * @param higherIsBetter true if the best score is the highest
     * @param parameters the parameters, a value for each trial
     * @return the chart
     */
    public static Chart parallel(ChartVariable score, boolean higherIsBetter, ChartVariable... parameters) {
        Preconditions.notNull("Charts", "score", score);
        Preconditions.array("Charts", "parameters", parameters);
        SearchCharts.check("Charts.parallel", score, parameters);
        return Chart.of(new ParallelCoordinates(List.of(parameters), score, higherIsBetter));
    }

    private static Chart unit(String words, String x, String y, List<Mark> marks) {
        ChartAxis share = ChartAxis.linear("").bounded(0, 1);
        Panel panel = Panel.of(share.labelled(x), share.labelled(y), marks).squared();
        return Chart.of(PanelGrid.of(words, panel).sized(430, 410));
    }

    private static List<Mark> with(Mark first, List<Mark> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static double sortable(double value) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    static Chart xy(String words, ChartAxis x, ChartAxis y, List<? extends Mark> marks) {
        return Chart.of(PanelGrid.of(words, Panel.of(x, y, marks)));
    }

    static List<Mark> lines(ChartPoints[] series, boolean dotted) {
        Preconditions.notEmpty("Charts", "series", series.length);
        return IntStream.range(0, series.length)
                .<Mark>mapToObj(place -> new LineMarks(series[place], place, dotted, series.length))
                .toList();
    }

    static List<Mark> dots(ChartPoints[] series) {
        Preconditions.notEmpty("Charts", "series", series.length);
        return IntStream.range(0, series.length)
                .<Mark>mapToObj(place -> new DotMarks(series[place], place))
                .toList();
    }
}
