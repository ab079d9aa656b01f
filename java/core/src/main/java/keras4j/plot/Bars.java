package keras4j.plot;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;

/**
 * A bar a category, from 0 to its value; {@code errors} is empty, or half the length of a whisker for each.
 *
 * @param series which one of the {@code group} bars that share a category this is
 */
record Bars(
        String name,
        List<String> categories,
        List<Double> values,
        List<Double> errors,
        int series,
        int group,
        boolean flat)
        implements Mark {
    @Override
    public Span x() {
        return flat ? lengths() : Span.NONE;
    }

    @Override
    public Span y() {
        return flat ? Span.NONE : lengths();
    }

    private Span lengths() {
        Span ends = Span.of(IntStream.range(0, values.size())
                .boxed()
                .flatMap(bar -> List.of(values.get(bar) - error(bar), values.get(bar) + error(bar)).stream())
                .toList());
        return Span.of(values).and(ends);
    }

    private double error(int bar) {
        return errors.isEmpty() || !Double.isFinite(errors.get(bar)) ? 0 : errors.get(bar);
    }

    @Override
    public Optional<Key> key() {
        return Key.of(name, Key.Look.BAR, series);
    }

    @Override
    public void draw(Canvas canvas, Scale x, Scale y) {
        Scale along = flat ? x : y;
        Scale across = flat ? y : x;
        double width = Math.min(46, across.band() * (across.band() > 6 ? 0.74 : 1) / group);
        for (int bar = 0; bar < values.size(); bar++) {
            if (Double.isFinite(values.get(bar))) {
                double middle = across.at(bar) + (series - (group - 1) / 2.0) * width;
                bar(canvas, along, middle, width, bar);
                whisker(canvas, along, middle, width, bar);
            }
        }
        canvas.line(List.of(spot(along.at(0), across.start()), spot(along.at(0), across.end())), Pen.AXIS);
    }

    private void bar(Canvas canvas, Scale along, double middle, double width, int bar) {
        double from = Math.min(along.at(0), along.at(values.get(bar)));
        double length = Math.abs(along.at(values.get(bar)) - along.at(0));
        double edge = middle - width / 2;
        double thickness = width > 4 && group > 1 ? width - 1 : width;
        Box box = flat ? new Box(from, edge, length, thickness) : new Box(edge, from, thickness, length);
        String value = Ticks.label(values.get(bar)) + (error(bar) > 0 ? " ± " + Ticks.label(error(bar)) : "");
        String whose = name.isEmpty() ? "" : ", " + name;
        canvas.rectangle(
                box, width > 8 ? 1.5 : 0, Fill.of(Ink.series(series)), categories.get(bar) + whose + ": " + value);
    }

    private void whisker(Canvas canvas, Scale along, double middle, double width, int bar) {
        if (error(bar) > 0) {
            double low = along.at(values.get(bar) - error(bar));
            double high = along.at(values.get(bar) + error(bar));
            double cap = Math.min(4, width / 4);
            Pen pen = Pen.of(Ink.TEXT, 1.3);
            canvas.line(List.of(spot(low, middle), spot(high, middle)), pen);
            canvas.line(List.of(spot(low, middle - cap), spot(low, middle + cap)), pen);
            canvas.line(List.of(spot(high, middle - cap), spot(high, middle + cap)), pen);
        }
    }

    private Spot spot(double along, double across) {
        return flat ? new Spot(along, across) : new Spot(across, along);
    }
}
