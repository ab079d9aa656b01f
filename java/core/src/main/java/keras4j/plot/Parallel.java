package keras4j.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;
import keras4j.plot.Type.Anchor;

/** A line a row through one axis a variable, dashed past those where it has no value; the better its score, the stronger the line. */
record Parallel(List<Variable> variables, Variable score, boolean higherIsBetter) implements Content {
    private static final double SIDE = 34;
    private static final double HEAD = 34;

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

    private List<Variable> axes() {
        List<Variable> all = new ArrayList<>(variables);
        all.add(score);
        return all;
    }

    @Override
    public void draw(Canvas canvas, Box box) {
        List<Variable> axes = axes();
        Box plot = box.inset(left(), HEAD, SIDE + 22, 8);
        List<Scale> scales = axes.stream()
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

    /** Room for half of the first axis's name. */
    private double left() {
        return Math.max(SIDE, Math.min(2 * SIDE, Type.LABEL.width(axes().get(0).name()) / 2));
    }

    private List<Integer> worstFirst() {
        Comparator<Integer> byScore = Comparator.comparingDouble(this::goodness);
        return IntStream.range(0, score.size()).boxed().sorted(byScore).toList();
    }

    /** From 0 for the worst to 1 for the best; 0 without a score that compares. */
    private double goodness(int row) {
        Span span = Span.of(score.compared());
        double value = score.compared().get(row);
        if (!Double.isFinite(value) || span.length() == 0) {
            return Double.isFinite(value) ? 1 : 0;
        }
        double share = (value - span.low()) / span.length();
        return higherIsBetter ? share : 1 - share;
    }

    private void line(Canvas canvas, Box plot, double apart, List<Scale> scales, int row) {
        double good = goodness(row);
        Pen pen = Pen.of(good == 1 ? Ink.VERMILION : Ink.HIGH, good == 1 ? 2.6 : 1.4)
                .faded(0.15 + 0.75 * good * good);
        List<Variable> axes = axes();
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

    private static void stroke(Canvas canvas, List<Spot> run, Pen pen) {
        if (run.size() > 1) {
            canvas.line(List.copyOf(run), pen);
        }
    }

    private void axis(Canvas canvas, Box plot, double x, double apart, Scale scale, int place) {
        canvas.line(List.of(new Spot(x, plot.y()), new Spot(x, plot.bottom())), Pen.of(Ink.AXIS, 1.3));
        Type type = Type.TICK.anchored(Anchor.START).inked(Ink.TEXT);
        double room = place == variables.size() ? SIDE + 16 : apart - 12;
        for (Tick tick : scale.ticks(scale.axis().kind() == Axis.Kind.BANDS ? 14 : 44)) {
            double y = scale.at(tick.value());
            String label = type.fit(tick.label(), room);
            canvas.rectangle(new Box(x + 3, y - 7.5, type.width(label) + 4, 15), 2, new Fill(Ink.SURFACE, 0.78), "");
            canvas.line(List.of(new Spot(x - 3, y), new Spot(x + 3, y)), Pen.AXIS);
            canvas.text(new Spot(x + 5, y + type.drop()), label, type);
        }
        Type head = new Type(12, place == variables.size(), Anchor.MIDDLE, 0, Ink.TEXT);
        double side = place == 0 ? 2 * left() + 8 : place == variables.size() ? 2 * SIDE + 28 : apart;
        double half = Math.min(apart, side);
        double drop = half < 80 && place % 2 == 1 ? 14 : 0;
        canvas.text(
                new Spot(x, plot.y() - 24 + drop),
                head.fit(scale.axis().label(), drop > 0 || half < 80 ? 2 * half - 8 : half - 6),
                head);
    }
}
