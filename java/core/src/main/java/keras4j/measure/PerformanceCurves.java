package keras4j.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.plot.Chart;
import keras4j.plot.ChartPoints;
import keras4j.plot.Charts;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Curves of one kind: for two levels one curve of the first, which is the event; for more levels one for each level
 * against the rest.
 *
 * @param kind the kind of all curves
 * @param list the curves, in the order of the levels
 */
public record PerformanceCurves(PerformanceCurve.Kind kind, List<PerformanceCurve> list) {
    /**
     * Checks and copies the curves.
     *
     * @param kind the kind of all curves
     * @param list the curves, in the order of the levels
     * @throws IllegalArgumentException if there is none, or one is of another kind
     */
    public PerformanceCurves {
        list = Preconditions.items("PerformanceCurves", "list", list);
        PerformanceCurve.Kind same = kind;
        if (list.isEmpty() || list.stream().anyMatch(curve -> curve.kind() != same)) {
            throw new IllegalArgumentException(
                    "PerformanceCurves: curves must be at least one " + kind + " curve, got " + Quoted.cut(list));
        }
    }

    /**
     * Returns the curves of some cases. A level without a case has no curve.
     *
     * @throws IllegalArgumentException if there are no probabilities, or no curve is defined
     */
    static PerformanceCurves of(PerformanceCurve.Kind kind, TruthEstimates cases) {
        ClassCases classes = PerformanceCurve.classes(kind, cases);
        List<String> levels = classes.levels();
        double[] totals = classes.totals();
        if (levels.size() == 2) {
            return new PerformanceCurves(kind, List.of(PerformanceCurve.of(kind, cases, levels.get(0))));
        }
        return new PerformanceCurves(
                kind,
                levels.stream()
                        .filter(level -> totals[levels.indexOf(level)] > 0)
                        .map(level -> PerformanceCurve.of(kind, cases, level))
                        .toList());
    }

    /**
     * {@return the points of all curves, with a first column {@code .level} for several curves; the others are named at
     * each kind}
     */
    public DataFrame toFrame() {
        if (list.size() == 1) {
            return list.get(0).toFrame();
        }
        Map<String, Series<?>> columns = new LinkedHashMap<>();
        columns.put(
                ".level",
                Series.ofIterable(list.stream()
                        .flatMap(curve -> Stream.generate(curve::event).limit(curve.size()))
                        .toList()));
        for (String name : list.get(0).columns()) {
            columns.put(
                    name,
                    Series.ofDouble(list.stream()
                            .flatMapToDouble(curve -> Arrays.stream(curve.column(name)))
                            .toArray()));
        }
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().toArray(Series<?>[]::new));
    }

    /** {@return the curves as a chart, whose legend shows the area under ROC and precision-recall curves} */
    public Chart plot() {
        ChartPoints[] points = list.stream().map(this::points).toArray(ChartPoints[]::new);
        return switch (kind) {
            case ROC -> Charts.roc(points);
            case PR -> Charts.pr(points);
            case GAIN -> Charts.gain(points);
            case LIFT -> Charts.lift(points);
            case CALIBRATION -> Charts.calibration(points);
        };
    }

    private ChartPoints points(PerformanceCurve curve) {
        return switch (kind) {
            case ROC, PR ->
                ChartPoints.of(
                        String.format(Locale.ROOT, "%s (area %.3f)", curve.event(), curve.area()),
                        curve.x(),
                        curve.y());
            case GAIN -> ChartPoints.of(curve.event(), shares(curve.x()), shares(curve.y()));
            case LIFT -> ChartPoints.of(curve.event(), shares(curve.x()), curve.y());
            case CALIBRATION -> ChartPoints.of(curve.event(), curve.x(), curve.y());
        };
    }

    private static double[] shares(double[] percent) {
        return Arrays.stream(percent).map(value -> value / 100).toArray();
    }

    /** Returns text such as {@code Curves ROC of 'setosa', 'versicolor', 'virginica'}. */
    @Override
    public String toString() {
        return "Curves " + kind + " of "
                + list.stream().map(curve -> "'" + curve.event() + "'").collect(Collectors.joining(", "));
    }
}
