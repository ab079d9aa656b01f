package keras4j.plot;

import java.util.List;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/** A straight line to compare with; an infinite coordinate is the axis' end. */
record Rule(String name, double x1, double y1, double x2, double y2) implements Mark {
    static Rule horizontal(String name, double y) {
        return new Rule(name, Double.NEGATIVE_INFINITY, y, Double.POSITIVE_INFINITY, y);
    }

    @Override
    public Span x() {
        return Span.of(x1, x2);
    }

    @Override
    public Span y() {
        return Span.of(y1, y2);
    }

    @Override
    public Optional<Key> key() {
        return Key.of(name, Key.Look.REFERENCE, 0);
    }

    @Override
    public void draw(Canvas canvas, Scale x, Scale y) {
        Spot start = new Spot(x.at(x.within(x1)), y.at(y.within(y1)));
        Spot end = new Spot(x.at(x.within(x2)), y.at(y.within(y2)));
        canvas.line(List.of(start, end), Pen.REFERENCE);
    }
}
