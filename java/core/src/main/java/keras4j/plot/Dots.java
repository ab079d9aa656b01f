package keras4j.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;

/**
 * A dot a point; fainter and smaller where there are many. {@code errors} is empty, or half the length of a whisker up and down
 * for each.
 */
record Dots(Points points, List<Double> errors, int series) implements Mark {
    private static final int FEW = 200;
    /** More dots on one spot can't be seen. */
    private static final int STACK = 4;

    Dots(Points points, int series) {
        this(points, List.of(), series);
    }

    @Override
    public Span x() {
        return Span.of(points.x());
    }

    @Override
    public Span y() {
        return IntStream.range(0, points.size())
                .filter(point -> error(point) > 0)
                .mapToObj(point ->
                        Span.of(points.y().get(point) - error(point), points.y().get(point) + error(point)))
                .reduce(Span.of(points.y()), Span::and);
    }

    private double error(int point) {
        return errors.isEmpty() || !Double.isFinite(errors.get(point)) ? 0 : errors.get(point);
    }

    @Override
    public Optional<Key> key() {
        return Key.of(points.name(), Key.Look.DOT, series);
    }

    @Override
    public void draw(Canvas canvas, Scale x, Scale y) {
        if (points.size() > FEW) {
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

    private void whisker(Canvas canvas, double across, Scale y, int point) {
        double up = points.y().get(point);
        if (error(point) > 0 && y.shows(up - error(point))) {
            Spot low = new Spot(across, y.at(up - error(point)));
            canvas.line(
                    List.of(low, new Spot(across, y.at(up + error(point)))),
                    Pen.series(series).faded(0.45));
        }
    }

    private String tip(int point) {
        return tip(points, point) + (error(point) > 0 ? " ± " + Ticks.label(error(point)) : "");
    }

    private boolean shows(Scale x, Scale y, int point) {
        return x.shows(points.x().get(point)) && y.shows(points.y().get(point));
    }

    /** Where there are many, at the nearest half unit; their density is their opacity. */
    private void cloud(Canvas canvas, Scale x, Scale y) {
        Map<Spot, Integer> drawn = new HashMap<>();
        List<Spot> spots = new ArrayList<>();
        for (int point = 0; point < points.size(); point++) {
            if (shows(x, y, point)) {
                double across = Math.rint(x.at(points.x().get(point)) * 2) / 2;
                Spot spot = new Spot(across, Math.rint(y.at(points.y().get(point)) * 2) / 2);
                if (drawn.merge(spot, 1, Integer::sum) <= STACK) {
                    spots.add(spot);
                }
            }
        }
        double opacity = Math.max(0.25, 8 / Math.sqrt(points.size()));
        canvas.dots(spots, points.size() <= 10 * FEW ? 2.5 : 1.8, new Fill(Ink.series(series), Math.min(0.8, opacity)));
    }

    static String tip(Points points, int point) {
        String name = points.name().isEmpty() ? "" : points.name() + ": ";
        return name + Ticks.label(points.x().get(point)) + ", "
                + Ticks.label(points.y().get(point));
    }

    /** A circle; a square where the colours have been used up once, and so on in turn. */
    static void dot(Canvas canvas, Spot at, double radius, int series, double opacity, String tip) {
        Fill fill = new Fill(Ink.series(series), opacity);
        if (series / Ink.hues() % 2 == 0) {
            canvas.circle(at, radius, fill, tip);
        } else {
            canvas.rectangle(new Box(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), 0, fill, tip);
        }
    }
}
