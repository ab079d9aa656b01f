package keras4j.plot;

import java.util.List;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/** A straight reference line; an infinite coordinate is the axis' end. */
record ReferenceLine(String name, double x1, double y1, double x2, double y2) implements Mark {
    static ReferenceLine horizontal(String name, double y) {
        return new ReferenceLine(name, Double.NEGATIVE_INFINITY, y, Double.POSITIVE_INFINITY, y);
    }

    @Override
    public NumericExtent x() {
        return NumericExtent.of(x1, x2);
    }

    @Override
    public NumericExtent y() {
        return NumericExtent.of(y1, y2);
    }

    @Override
    public Optional<LegendEntry> key() {
        return LegendEntry.of(name, LegendEntry.Look.REFERENCE, 0);
    }

    @Override
    public void draw(Canvas canvas, AxisScale x, AxisScale y) {
        Spot start = new Spot(x.at(x.within(x1)), y.at(y.within(y1)));
        Spot end = new Spot(x.at(x.within(x2)), y.at(y.within(y2)));
        canvas.line(List.of(start, end), DrawingPen.REFERENCE);
    }
}
