package keras4j.plot;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;

/** What the shades of a picture mean: from pale for the lowest to strong for the highest, or in two hues from a zero between them. */
record Ramp(String label, Span span) {
    static final double WIDTH = 74;
    private static final int STEPS = 40;

    /** From 0 to 1; from −1 to 1 where the span has numbers on both sides of zero; NaN for what is missing. */
    double shade(double value) {
        if (!Double.isFinite(value)) {
            return Double.NaN;
        }
        if (twoSided()) {
            return value / Math.max(-span.low(), span.high());
        }
        return span.length() == 0 ? 1 : (value - span.low()) / span.length();
    }

    private boolean twoSided() {
        return span.low() < 0 && span.high() > 0;
    }

    /** Draws the key, a column of shades with an axis, into the box. */
    void draw(Canvas canvas, Box box) {
        double top = box.y() + (label.isEmpty() ? 4 : 20);
        double bottom = Math.min(box.bottom(), top + 220);
        if (!label.isEmpty()) {
            Type type = Type.TICK.anchored(Type.Anchor.START).inked(Ink.TEXT);
            canvas.text(new Spot(box.x(), box.y() + 10), type.fit(label, box.width()), type);
        }
        Scale scale =
                new Scale(Axis.linear(""), span.length() == 0 ? Axis.linear("").padded(span) : span, bottom, top);
        double height = (bottom - top) / STEPS;
        IntStream.range(0, STEPS).forEach(step -> {
            double value =
                    scale.span().high() - (step + 0.5) / STEPS * scale.span().length();
            Box shade = new Box(box.x(), top + step * height, 12, height + 0.3);
            canvas.rectangle(shade, 0, Cells.fill(shade(Math.max(span.low(), Math.min(span.high(), value)))), "");
        });
        Type type = Type.TICK.anchored(Type.Anchor.START);
        for (Tick tick : scale.ticks(38)) {
            double y = scale.at(tick.value());
            canvas.line(List.of(new Spot(box.x() + 12, y), new Spot(box.x() + 16, y)), Pen.AXIS);
            canvas.text(new Spot(box.x() + 19, y + type.drop()), tick.label(), type);
        }
    }
}
