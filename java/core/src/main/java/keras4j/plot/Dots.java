package keras4j.plot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/** A dot a point; fainter and smaller where there are many. */
record Dots(Points points, int series) implements Mark {
    private static final int FEW = 200;
    /** More dots on one spot can't be seen. */
    private static final int STACK = 4;

    @Override
    public Span x() {
        return Span.of(points.x());
    }

    @Override
    public Span y() {
        return Span.of(points.y());
    }

    @Override
    public Optional<Key> key() {
        return Key.of(points.name(), Key.Look.DOT, series);
    }

    @Override
    public void draw(Canvas canvas, Scale x, Scale y) {
        boolean few = points.size() <= FEW;
        double opacity = few ? 0.8 : Math.max(0.25, 8.0 / Math.sqrt(points.size()));
        double radius = few ? 3.5 : points.size() <= 10 * FEW ? 2.5 : 1.8;
        Map<Spot, Integer> drawn = new HashMap<>();
        for (int point = 0; point < points.size(); point++) {
            double across = points.x().get(point);
            double up = points.y().get(point);
            if (x.shows(across) && y.shows(up)) {
                Spot spot = new Spot(Math.rint(x.at(across) * 2) / 2, Math.rint(y.at(up) * 2) / 2);
                if (few) {
                    dot(canvas, new Spot(x.at(across), y.at(up)), radius, series, opacity, tip(points, point));
                } else if (drawn.merge(spot, 1, Integer::sum) <= STACK) {
                    dot(canvas, spot, radius, series, opacity, "");
                }
            }
        }
    }

    static String tip(Points points, int point) {
        String name = points.name().isEmpty() ? "" : points.name() + ": ";
        return name + Ticks.label(points.x().get(point)) + ", " + Ticks.label(points.y().get(point));
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
