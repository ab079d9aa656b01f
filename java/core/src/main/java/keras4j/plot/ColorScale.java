package keras4j.plot;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;

/**
 * A colour scale: from pale for the lowest value to strong for the highest, or in two hues from a zero between them.
 */
record ColorScale(String label, NumericExtent span) {
    static final double WIDTH = 74;
    private static final int SHADE_COUNT = 40;

    /**
     * Returns a shade from 0 to 1, or from −1 to 1 if the span has numbers on both sides of zero; NaN for a missing
     * value.
     */
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
    void draw(Canvas canvas, BoxMarks box) {
        double top = box.y() + (label.isEmpty() ? 4 : 20);
        double bottom = Math.min(box.bottom(), top + 220);
        if (!label.isEmpty()) {
            TextStyle type = TextStyle.TICK.anchored(TextStyle.Anchor.START).inked(SeriesColor.TEXT);
            canvas.text(new Spot(box.x(), box.y() + 10), type.fit(label, box.width()), type);
        }
        AxisScale scale = new AxisScale(
                ChartAxis.linear(""), span.length() == 0 ? ChartAxis.linear("").padded(span) : span, bottom, top);
        double height = (bottom - top) / SHADE_COUNT;
        IntStream.range(0, SHADE_COUNT).forEach(step -> {
            double value = scale.span().high()
                    - (step + 0.5) / SHADE_COUNT * scale.span().length();
            BoxMarks shade = new BoxMarks(box.x(), top + step * height, 12, height + 0.3);
            canvas.rectangle(
                    shade, 0, HeatmapCells.fill(shade(Math.max(span.low(), Math.min(span.high(), value)))), "");
        });
        TextStyle type = TextStyle.TICK.anchored(TextStyle.Anchor.START);
        for (AxisTick tick : scale.ticks(38)) {
            double y = scale.at(tick.value());
            canvas.line(List.of(new Spot(box.x() + 12, y), new Spot(box.x() + 16, y)), DrawingPen.AXIS);
            canvas.text(new Spot(box.x() + 19, y + type.drop()), tick.label(), type);
        }
    }
}
