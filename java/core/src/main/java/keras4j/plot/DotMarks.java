package keras4j.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;

/**
 * A dot for each point; fainter and smaller for many points. {@code errors} is empty, or half the length of each
 * point's vertical error bar.
 */
record DotMarks(ChartPoints points, List<Double> errors, int series) implements Mark {
    private static final int MAX_SINGLE_DOTS = 200;
    /** Number of points up to which they are rounded to half units. */
    private static final int MAX_FINE_DOTS = 100_000;
    /** Maximum number of dots at one position; more would not be visible. */
    private static final int MAX_DOTS_PER_SPOT = 4;

    DotMarks(ChartPoints points, int series) {
        this(points, List.of(), series);
    }

    @Override
    public NumericExtent x() {
        return NumericExtent.of(points.x());
    }

    @Override
    public NumericExtent y() {
        return IntStream.range(0, points.size())
                .filter(point -> error(point) > 0)
                .mapToObj(point -> NumericExtent.of(
                        points.y().get(point) - error(point), points.y().get(point) + error(point)))
                .reduce(NumericExtent.of(points.y()), NumericExtent::and);
    }

    private double error(int point) {
        return errors.isEmpty() || !Double.isFinite(errors.get(point)) ? 0 : errors.get(point);
    }

    @Override
    public Optional<LegendEntry> key() {
        return LegendEntry.of(points.name(), LegendEntry.Look.DOT, series);
    }

    @Override
    public void draw(Canvas canvas, AxisScale x, AxisScale y) {
        if (points.size() > MAX_SINGLE_DOTS) {
            cloud(canvas, x, y);
            return;
        }
        for (int point = 0; point < points.size(); point++) {
            if (shows(x, y, point)) {
                Spot spot =
                        new Spot(x.at(points.x().get(point)), y.at(points.y().get(point)));
                whisker(canvas, spot.x(), y, point);
                dot(canvas, spot, 3.5, series, 0.8, tip(point));
            }
        }
    }

    private void whisker(Canvas canvas, double across, AxisScale y, int point) {
        double up = points.y().get(point);
        if (error(point) > 0 && y.shows(up - error(point))) {
            Spot low = new Spot(across, y.at(up - error(point)));
            canvas.line(
                    List.of(low, new Spot(across, y.at(up + error(point)))),
                    DrawingPen.series(series).faded(0.45));
        }
    }

    private String tip(int point) {
        return tip(points, point) + (error(point) > 0 ? " ± " + AxisTicks.label(error(point)) : "");
    }

    private boolean shows(AxisScale x, AxisScale y, int point) {
        return x.shows(points.x().get(point)) && y.shows(points.y().get(point));
    }

    /** Draws many points, rounded to half units, or to two where there are very many; their opacity shows the density. */
    private void cloud(Canvas canvas, AxisScale x, AxisScale y) {
        double grid = points.size() > MAX_FINE_DOTS ? 2 : 0.5;
        Map<Spot, Integer> drawn = new HashMap<>();
        List<Spot> spots = new ArrayList<>();
        for (int point = 0; point < points.size(); point++) {
            if (shows(x, y, point)) {
                double across = Math.rint(x.at(points.x().get(point)) / grid) * grid;
                Spot spot = new Spot(across, Math.rint(y.at(points.y().get(point)) / grid) * grid);
                if (drawn.merge(spot, 1, Integer::sum) <= MAX_DOTS_PER_SPOT) {
                    spots.add(spot);
                }
            }
        }
        double opacity = Math.max(0.25, 8 / Math.sqrt(points.size()));
        canvas.dots(
                spots,
                points.size() <= 10 * MAX_SINGLE_DOTS ? 2.5 : 1.8,
                new AreaFill(SeriesColor.series(series), Math.min(0.8, opacity)));
    }

    static String tip(ChartPoints points, int point) {
        String name = points.name().isEmpty() ? "" : points.name() + ": ";
        return name + AxisTicks.label(points.x().get(point)) + ", "
                + AxisTicks.label(points.y().get(point));
    }

    /** Draws a circle, or a square for series whose colour repeats; further repeats alternate. */
    static void dot(Canvas canvas, Spot at, double radius, int series, double opacity, String tip) {
        AreaFill fill = new AreaFill(SeriesColor.series(series), opacity);
        if (series / SeriesColor.hues() % 2 == 0) {
            canvas.circle(at, radius, fill, tip);
        } else {
            canvas.rectangle(new BoxMarks(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), 0, fill, tip);
        }
    }
}
