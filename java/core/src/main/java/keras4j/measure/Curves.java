package keras4j.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.plot.Chart;
import keras4j.plot.Charts;
import keras4j.plot.Points;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * The curves of one kind: with two levels that of the first, which is the event; else one for each level against the rest.
 *
 * @param kind which curves
 * @param list the curves, in the order of the levels
 */
public record Curves(Curve.Kind kind, List<Curve> list) {
    /**
     * Curves of this kind.
     *
     * @throws IllegalArgumentException if there is none, or one is of another kind
     */
    public Curves {
        list = List.copyOf(list);
        Curve.Kind same = kind;
        if (list.isEmpty() || list.stream().anyMatch(curve -> curve.kind() != same)) {
            throw new IllegalArgumentException("Curves: curves must be at least one " + kind + " curve, got " + list);
        }
    }

    /**
     * The curves of some cases. A level without a case has none.
     *
     * @throws IllegalArgumentException if there are no probabilities, or no curve is defined
     */
    static Curves of(Curve.Kind kind, Cases cases) {
        ClassCases classes = Curve.classes(kind, cases);
        List<String> levels = classes.levels();
        double[] totals = classes.totals();
        if (levels.size() == 2) {
            return new Curves(kind, List.of(Curve.of(kind, cases, levels.get(0))));
        }
        return new Curves(
                kind,
                levels.stream()
                        .filter(level -> totals[levels.indexOf(level)] > 0)
                        .map(level -> Curve.of(kind, cases, level))
                        .toList());
    }

    /** The points of all, with a first column {@code .level} where there are several; the others are named at each kind. */
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

    /** The curves as a picture; at those with an area the legend has it. */
    public Chart plot() {
        Points[] points = list.stream().map(this::points).toArray(Points[]::new);
        return switch (kind) {
            case ROC -> Charts.roc(points);
            case PR -> Charts.pr(points);
            case GAIN -> Charts.gain(points);
            case LIFT -> Charts.lift(points);
            case CALIBRATION -> Charts.calibration(points);
        };
    }

    private Points points(Curve curve) {
        return switch (kind) {
            case ROC, PR ->
                Points.of(
                        String.format(Locale.ROOT, "%s (area %.3f)", curve.event(), curve.area()),
                        curve.x(),
                        curve.y());
            case GAIN -> Points.of(curve.event(), shares(curve.x()), shares(curve.y()));
            case LIFT -> Points.of(curve.event(), shares(curve.x()), curve.y());
            case CALIBRATION -> Points.of(curve.event(), curve.x(), curve.y());
        };
    }

    private static double[] shares(double[] percent) {
        return Arrays.stream(percent).map(value -> value / 100).toArray();
    }

    /** As in {@code Curves ROC of 'setosa', 'versicolor', 'virginica'}. */
    @Override
    public String toString() {
        return "Curves " + kind + " of "
                + list.stream().map(curve -> "'" + curve.event() + "'").collect(Collectors.joining(", "));
    }
}
