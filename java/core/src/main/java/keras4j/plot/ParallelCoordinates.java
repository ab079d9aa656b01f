package keras4j.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;
import keras4j.plot.TextStyle.Anchor;

/**
 * Parallel coordinates: a line for each row through an axis for each variable, dashed across missing values. The better
 * its score, the stronger the line.
 */
record ParallelCoordinates(List<ChartVariable> variables, ChartVariable score, boolean higherIsBetter)
        implements PlotArea {
    private static final double SIDE_MARGIN = 34;
    private static final double HEADER_HEIGHT = 34;

    @Override
    public String words() {
        return "parallel coordinates of " + score.name();
    }

    @Override
    public double width() {
        return Math.min(1100, 130 * (variables.size() + 1) + 90);
    }

    @Override
    public double height(double width) {
        return 340;
    }

    private List<ChartVariable> axes() {
        List<ChartVariable> all = new ArrayList<>(variables);
        all.add(score);
        return all;
    }

    @Override
    public void draw(Canvas canvas, BoxMarks box) {
        List<ChartVariable> axes = axes();
        BoxMarks plot = box.inset(left(), HEADER_HEIGHT, SIDE_MARGIN + 22, 8);
        List<AxisScale> scales = axes.stream()
                .map(each -> each.axis().scale(each.span(), plot.bottom(), plot.y()))
                .toList();
        double apart = plot.width() / (axes.size() - 1);
        for (int row : worstFirst()) {
            line(canvas, plot, apart, scales, row);
        }
        for (int place = 0; place < axes.size(); place++) {
            axis(canvas, plot, plot.x() + place * apart, apart, scales.get(place), place);
        }
    }

    /** Returns the left margin, half of the first axis's name. */
    private double left() {
        return Math.max(
                SIDE_MARGIN,
                Math.min(2 * SIDE_MARGIN, TextStyle.LABEL.width(axes().get(0).name()) / 2));
    }

    private List<Integer> worstFirst() {
        Comparator<Integer> byScore = Comparator.comparingDouble(this::goodness);
        return IntStream.range(0, score.size()).boxed().sorted(byScore).toList();
    }

    /** Returns the relative score, from 0 for the worst to 1 for the best; 0 without a comparable score. */
    private double goodness(int row) {
        NumericExtent span = NumericExtent.of(score.compared());
        double value = score.compared().get(row);
        if (!Double.isFinite(value) || span.length() == 0) {
            return Double.isFinite(value) ? 1 : 0;
        }
        double share = (value - span.low()) / span.length();
        return higherIsBetter ? share : 1 - share;
    }

    private void line(Canvas canvas, BoxMarks plot, double apart, List<AxisScale> scales, int row) {
        double good = goodness(row);
        DrawingPen pen = DrawingPen.of(good == 1 ? SeriesColor.VERMILION : SeriesColor.HIGH, good == 1 ? 2.6 : 1.4)
                .faded(0.15 + 0.75 * good * good);
        List<ChartVariable> axes = axes();
        List<Spot> run = new ArrayList<>();
        int last = -1;
        for (int place = 0; place < axes.size(); place++) {
            double value = axes.get(place).values().get(row);
            if (Double.isFinite(value)) {
                Spot spot = new Spot(plot.x() + place * apart, scales.get(place).at(value));
                if (last >= 0 && last < place - 1) {
                    stroke(canvas, run, pen);
                    canvas.line(List.of(run.get(run.size() - 1), spot), pen.dashed(3));
                    run.clear();
                }
                run.add(spot);
                last = place;
            }
        }
        stroke(canvas, run, pen);
    }

    private static void stroke(Canvas canvas, List<Spot> run, DrawingPen pen) {
        if (run.size() > 1) {
            canvas.line(List.copyOf(run), pen);
        }
    }

    private void axis(Canvas canvas, BoxMarks plot, double x, double apart, AxisScale scale, int place) {
        canvas.line(List.of(new Spot(x, plot.y()), new Spot(x, plot.bottom())), DrawingPen.of(SeriesColor.AXIS, 1.3));
        TextStyle type = TextStyle.TICK.anchored(Anchor.START).inked(SeriesColor.TEXT);
        double room = place == variables.size() ? SIDE_MARGIN + 16 : apart - 12;
        for (AxisTick tick : scale.ticks(scale.axis().kind() == ChartAxis.Kind.BANDS ? 14 : 44)) {
            double y = scale.at(tick.value());
            String label = type.fit(tick.label(), room);
            canvas.rectangle(
                    new BoxMarks(x + 3, y - 7.5, type.width(label) + 4, 15),
                    2,
                    new AreaFill(SeriesColor.SURFACE, 0.78),
                    "");
            canvas.line(List.of(new Spot(x - 3, y), new Spot(x + 3, y)), DrawingPen.AXIS);
            canvas.text(new Spot(x + 5, y + type.drop()), label, type);
        }
        TextStyle head = new TextStyle(12, place == variables.size(), Anchor.MIDDLE, 0, SeriesColor.TEXT);
        double side = place == 0 ? 2 * left() + 8 : place == variables.size() ? 2 * SIDE_MARGIN + 28 : apart;
        double half = Math.min(apart, side);
        double drop = half < 80 && place % 2 == 1 ? 14 : 0;
        canvas.text(
                new Spot(x, plot.y() - 24 + drop),
                head.fit(scale.axis().label(), drop > 0 || half < 80 ? 2 * half - 8 : half - 6),
                head);
    }
}
