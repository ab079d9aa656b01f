package keras4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the charts: plain ones here and in what they say of models, all from numbers and names. */
public final class Charts {
    private Charts() {}

    /**
     * A line a series, broken where a point is missing.
     *
     * @throws IllegalArgumentException if there is no series
     */
    public static Chart line(Points... series) {
        return xy("lines", Axis.linear("x"), Axis.linear("y"), lines(series, true));
    }

    /** A dot a point. */
    public static Chart scatter(Points... series) {
        return xy("scatter plot", Axis.linear("x"), Axis.linear("y"), dots(series));
    }

    /** A column a category for each series of values, those of one category side by side; NaN for no column. */
    public static Chart bars(List<String> categories, Map<String, List<Double>> series) {
        Given.notEmpty("Charts.bars", "categories", categories.size());
        Given.notEmpty("Charts.bars", "series", series.size());
        List<Mark> bars = new ArrayList<>();
        series.forEach((name, values) -> {
            Given.sameSize("Charts.bars", "categories", categories.size(), "'" + name + "'", values.size());
            bars.add(new Bars(
                    name, List.copyOf(categories), List.copyOf(values), List.of(), bars.size(), series.size(), false));
        });
        Axis up = Axis.linear("").bounded(0, 0);
        double width = Math.min(1100, Math.max(420, 26.0 * categories.size() * Math.sqrt(series.size())));
        return Chart.of(Panels.of("bars", Panel.of(Axis.bands("", categories), up, bars))
                .sized(width, 340));
    }

    /** How many of the numbers lie in each of about as many bins as Freedman and Diaconis advise; those not finite are left out. */
    public static Chart histogram(String name, double... values) {
        List<Double> finite =
                Points.boxed(values).stream().filter(Double::isFinite).toList();
        Given.notEmpty("Charts.histogram", "values", finite.size());
        Axis count = Axis.whole("count").bounded(0, 0);
        return Chart.of(Panels.of("histogram", Panel.of(Axis.linear(name), count, List.of(Bins.of(finite))))
                .sized(520, 320));
    }

    /**
     * A cell a row and column, the stronger the higher its value; in two hues where there are values on both sides of 0; NaN for an
     * empty cell.
     *
     * @param rows names from the top down
     * @param columns names from left to right
     * @param values shape {@code (rows, columns)}
     */
    public static Chart heatMap(List<String> rows, List<String> columns, double[][] values) {
        Tables.check("Charts.heatMap", rows, columns, values);
        Ramp ramp = new Ramp("", Tables.span(values));
        Cells cells = Tables.cells(rows, columns, values, ramp);
        Panel panel = Panel.of(Axis.bands("", columns), Axis.bands("", rows), List.of(cells));
        return Chart.of(Panels.of("heat map", ramp.span().isEmpty() ? panel : panel.shaded(ramp))
                .sized(Tables.side(columns.size()) + 180, Tables.side(rows.size()) + 60));
    }

    /**
     * How often each class was predicted for each true one. Rows are the true classes; the stronger a cell, the higher its share of
     * the row.
     *
     * @param counts shape {@code (classes, classes)}: {@code counts[t][p]} rows of class t were predicted as p
     */
    public static Chart confusion(List<String> classes, double[][] counts) {
        Tables.check("Charts.confusion", classes, classes, counts);
        Panel panel = Panel.of(
                        Axis.bands("predicted", classes),
                        Axis.bands("true", classes),
                        List.of(Tables.shares(classes, counts)))
                .squared();
        double side = Tables.side(classes.size());
        return Chart.of(Panels.of("confusion matrix", panel).sized(side + 100, side + 60));
    }

    /** A bar an item, the highest value on top: how much each matters. */
    public static Chart importance(List<String> names, double... values) {
        return importance(names, values, new double[0]);
    }

    /** The same with whiskers of this half-length at each bar, such as a standard error. */
    public static Chart importance(List<String> names, double[] values, double[] errors) {
        Given.notEmpty("Charts.importance", "names", names.size());
        Given.sameSize("Charts.importance", "names", names.size(), "values", values.length);
        if (errors.length > 0) {
            Given.sameSize("Charts.importance", "names", names.size(), "errors", errors.length);
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
        Bars bars = new Bars("", sorted, lengths, whiskers, 0, 1, true);
        Panel panel = Panel.of(Axis.linear("importance").bounded(0, 0), Axis.bands("", sorted), List.of(bars));
        return Chart.of(Panels.of("importance", panel).sized(560, Math.max(120, 22.0 * names.size() + 50)));
    }

    /**
     * How a fit went: a panel a metric with one value an epoch, from epoch 1; {@code val_loss} stands beside {@code loss}.
     *
     * @param metrics values by name, in the order of the panels; NaN where there is none
     */
    public static Chart history(Map<String, List<Double>> metrics) {
        return Histories.chart(metrics);
    }

    /** Receiver operating characteristic: x is 1 − specificity (false positive rate), y sensitivity (true positive rate). */
    public static Chart roc(Points... curves) {
        List<Mark> marks = with(new Rule("", 0, 0, 1, 1), lines(curves, false));
        return unit("ROC curve", "1 − specificity", "sensitivity", marks);
    }

    /** Precision and recall: x is recall, y precision. */
    public static Chart pr(Points... curves) {
        return unit("precision–recall curve", "recall", "precision", lines(curves, false));
    }

    /** Calibration: x is the mean predicted probability of a bin, y the share that came true. */
    public static Chart calibration(Points... curves) {
        List<Mark> marks = with(new Rule("ideal", 0, 0, 1, 1), lines(curves, true));
        return unit("calibration curve", "mean predicted probability", "observed share", marks);
    }

    /** Cumulative gain: x is the share of rows looked at, y the share of events found there, both from 0 to 1. */
    public static Chart gain(Points... curves) {
        List<Mark> marks = with(new Rule("at random", 0, 0, 1, 1), lines(curves, false));
        return unit("gain curve", "share of rows, likeliest first", "share of events found", marks);
    }

    /** Lift: x is the share of rows looked at, from 0 to 1, y how many times as many events are there as among all rows. */
    public static Chart lift(Points... curves) {
        List<Mark> marks = with(Rule.horizontal("at random", 1), lines(curves, false));
        Axis share = Axis.linear("share of rows, likeliest first").bounded(0, 1);
        return xy("lift curve", share, Axis.linear("lift").bounded(0, 0), marks);
    }

    /** Predicted against observed numbers: x is what was observed, y what was predicted; the line is where they are equal. */
    public static Chart observedPredicted(Points... series) {
        List<Mark> dots = dots(series);
        Span both = dots.stream().map(dot -> dot.x().and(dot.y())).reduce(Span.NONE, Span::and);
        Rule equal = new Rule("", both.low(), both.low(), both.high(), both.high());
        Panel panel = Panel.of(Axis.linear("observed"), Axis.linear("predicted"), with(equal, dots))
                .squared();
        return Chart.of(Panels.of("predicted against observed", panel).sized(430, 410));
    }

    /** What a model missed by: x is the predicted number, y the observed one less the predicted. */
    public static Chart residuals(Points... series) {
        List<Mark> marks = with(Rule.horizontal("", 0), dots(series));
        return xy("residuals", Axis.linear("predicted"), Axis.linear("observed − predicted"), marks);
    }

    /** How a search went: the score of each trial in their order, with its errors, and the best until then. */
    public static Chart search(Variable score, boolean higherIsBetter) {
        Given.notEmpty("Charts.search", "score", score.size());
        return Searches.progress(score, higherIsBetter);
    }

    /** The score by each parameter, a panel for each, with its errors. */
    public static Chart byParameter(Variable score, Variable... parameters) {
        Searches.check("Charts.byParameter", score, parameters);
        return Searches.byParameter(score, parameters);
    }

    /** A line a trial through an axis for each parameter and the score; the better the score, the stronger the line. */
    public static Chart parallel(Variable score, boolean higherIsBetter, Variable... parameters) {
        Searches.check("Charts.parallel", score, parameters);
        return Chart.of(new Parallel(List.of(parameters), score, higherIsBetter));
    }

    private static Chart unit(String words, String x, String y, List<Mark> marks) {
        Axis share = Axis.linear("").bounded(0, 1);
        Panel panel = Panel.of(share.labelled(x), share.labelled(y), marks).squared();
        return Chart.of(Panels.of(words, panel).sized(430, 410));
    }

    private static List<Mark> with(Mark first, List<Mark> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static double sortable(double value) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    static Chart xy(String words, Axis x, Axis y, List<? extends Mark> marks) {
        return Chart.of(Panels.of(words, Panel.of(x, y, marks)));
    }

    static List<Mark> lines(Points[] series, boolean dotted) {
        Given.notEmpty("Charts", "series", series.length);
        return IntStream.range(0, series.length)
                .<Mark>mapToObj(place -> new Lines(series[place], place, dotted))
                .toList();
    }

    static List<Mark> dots(Points[] series) {
        Given.notEmpty("Charts", "series", series.length);
        return IntStream.range(0, series.length)
                .<Mark>mapToObj(place -> new Dots(series[place], place))
                .toList();
    }
}
