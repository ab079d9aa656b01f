package keras4j.plot;

import java.util.List;
import keras4j.plot.Canvas.Spot;
import keras4j.plot.TextStyle.Anchor;

/** Layout and drawing of one panel in a box: title, axes, ticks, grid. */
final class PanelFrame {
    private static final double SLANT_DEGREES = 40;
    private static final double MIN_X_TICK_GAP = 54;
    private static final double MIN_Y_TICK_GAP = 34;

    private final Panel panel;
    private final BoxMarks plot;
    private final BoxMarks box;
    private final boolean slanted;
    private final double labelRoom;
    private final AxisScale x;
    private final AxisScale y;

    PanelFrame(Panel asked, BoxMarks given) {
        boolean tight = given.height() < 110 && !asked.title().isEmpty();
        panel = tight ? asked.x("") : asked;
        double heading = panel.title().isEmpty() ? 4 : 22;
        box = given.inset(0, heading, 0, 0);
        double top = 6;
        double yLabel = panel.y().label().isEmpty() ? 2 : 20;
        double left = yLabel + 8 + yTickWidth(box.height() - 44);
        double band = (box.width() - left - 10) / Math.max(1, panel.x().names().size());
        double widest = widest(panel.x().names(), TextStyle.TICK);
        slanted = panel.x().kind() == ChartAxis.Kind.BANDS && widest > band - 4;
        labelRoom = slanted ? Math.min(widest, 0.42 * box.height()) : widest;
        left = slanted ? Math.max(left, labelRoom * cos() - band / 2 + 6) : left;
        double below =
                (slanted ? labelRoom * sin() + 14 : 20) + (panel.x().label().isEmpty() ? 0 : 19);
        double key = panel.ramp().isPresent() ? ColorScale.WIDTH : 0;
        plot = squared(box.inset(left, top, 12 + key, below));
        x = panel.x().scale(panel.xData(), plot.x(), plot.right());
        boolean down = panel.y().kind() == ChartAxis.Kind.BANDS;
        y = panel.y().scale(panel.yData(), down ? plot.y() : plot.bottom(), down ? plot.bottom() : plot.y());
    }

    private static double cos() {
        return StrictMath.cos(StrictMath.toRadians(SLANT_DEGREES));
    }

    private static double sin() {
        return StrictMath.sin(StrictMath.toRadians(SLANT_DEGREES));
    }

    private BoxMarks squared(BoxMarks area) {
        if (!panel.square()) {
            return area;
        }
        double side = Math.min(area.width(), area.height());
        return new BoxMarks(area.x() + (area.width() - side) / 2, area.y(), side, side);
    }

    private double yTickWidth(double height) {
        ChartAxis axis = panel.y();
        if (axis.kind() == ChartAxis.Kind.BANDS) {
            return Math.min(widest(axis.names(), TextStyle.TICK), box.width() * 0.42);
        }
        List<AxisTick> ticks = axis.scale(panel.yData(), height, 0).ticks(MIN_Y_TICK_GAP);
        return widest(ticks.stream().map(AxisTick::label).toList(), TextStyle.TICK);
    }

    private static double widest(List<String> texts, TextStyle type) {
        return texts.stream().mapToDouble(type::width).max().orElse(0);
    }

    void draw(Canvas canvas) {
        if (!panel.title().isEmpty()) {
            title(canvas);
        }
        yAxis(canvas);
        xAxis(canvas);
        labels(canvas);
        if (panel.isBlank()) {
            canvas.text(
                    new Spot(plot.centreX(), plot.centreY()),
                    "no finite values",
                    TextStyle.LABEL.inked(SeriesColor.MUTED));
        } else {
            panel.marks().forEach(mark -> mark.draw(canvas, x, y));
        }
        panel.ramp()
                .ifPresent(ramp -> ramp.draw(
                        canvas, new BoxMarks(plot.right() + 16, plot.y(), ColorScale.WIDTH - 8, plot.height())));
    }

    private void title(Canvas canvas) {
        double left = TextStyle.HEADING.width(panel.title()) <= box.right() - plot.x() ? plot.x() : box.x();
        String text = TextStyle.HEADING.fit(panel.title(), box.right() - left);
        canvas.text(new Spot(left, box.y() - 6), text, TextStyle.HEADING);
    }

    private void yAxis(Canvas canvas) {
        TextStyle type = TextStyle.TICK.anchored(Anchor.END);
        boolean bands = panel.y().kind() == ChartAxis.Kind.BANDS;
        double free = Double.POSITIVE_INFINITY;
        for (AxisTick tick : y.ticks(bands ? 12 : panel.square() ? MIN_X_TICK_GAP : MIN_Y_TICK_GAP)) {
            double at = y.at(tick.value());
            if (!bands) {
                canvas.line(List.of(new Spot(plot.x(), at), new Spot(plot.right(), at)), DrawingPen.GRID);
            }
            if (bands || at < free) {
                String label = type.fit(tick.label(), bands ? box.width() * 0.42 : box.width());
                canvas.text(new Spot(plot.x() - 6, at + type.drop()), label, type);
                free = at - 12;
            }
        }
    }

    private void xAxis(Canvas canvas) {
        boolean bands = panel.x().kind() == ChartAxis.Kind.BANDS;
        double free = Double.NEGATIVE_INFINITY;
        for (AxisTick tick : x.ticks(bands ? (slanted ? 17 : 1) : MIN_X_TICK_GAP)) {
            double at = x.at(tick.value());
            if (!bands) {
                canvas.line(List.of(new Spot(at, plot.y()), new Spot(at, plot.bottom())), DrawingPen.GRID);
            }
            double half = TextStyle.TICK.width(tick.label()) / 2;
            if (slanted) {
                TextStyle type = TextStyle.TICK.anchored(Anchor.END).turned(-SLANT_DEGREES);
                canvas.text(new Spot(at + 3, plot.bottom() + 13), type.fit(tick.label(), labelRoom), type);
            } else if (at - half > free) {
                canvas.text(new Spot(at, plot.bottom() + 16), tick.label(), TextStyle.TICK);
                free = at + half + 4;
            }
        }
        if (!bands || panel.y().kind() != ChartAxis.Kind.BANDS) {
            canvas.line(
                    List.of(new Spot(plot.x(), plot.bottom()), new Spot(plot.right(), plot.bottom())), DrawingPen.AXIS);
        }
    }

    private void labels(Canvas canvas) {
        labelAcross(canvas);
        labelUp(canvas);
    }

    private void labelAcross(Canvas canvas) {
        String across = TextStyle.LABEL.fit(panel.x().label(), box.width());
        if (!across.isEmpty()) {
            double below = slanted ? labelRoom * sin() + 30 : 34;
            double middle = within(box.x(), box.right(), TextStyle.LABEL.width(across) / 2, plot.centreX());
            canvas.text(new Spot(middle, plot.bottom() + below), across, TextStyle.LABEL);
        }
    }

    private void labelUp(Canvas canvas) {
        String up = TextStyle.LABEL.fit(panel.y().label(), box.height());
        if (!up.isEmpty()) {
            double middle = within(box.y(), box.bottom(), TextStyle.LABEL.width(up) / 2, plot.centreY());
            double left = panel.square() ? plot.x() - 14 - yTickWidth(plot.height()) : box.x() + 11;
            canvas.text(new Spot(left, middle), up, TextStyle.LABEL.turned(-90));
        }
    }

    /** Returns the wanted middle of a text, or the nearest one that leaves half of the text on each side. */
    private static double within(double from, double to, double half, double wanted) {
        return Math.max(from + half, Math.min(to - half, wanted));
    }
}
