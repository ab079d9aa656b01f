package keras4j.plot;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.plot.Canvas.Spot;

/**
 * A bar for each category, from 0 to its value; {@code errors} is empty, or half the length of an error bar for each.
 *
 * @param series the position of this series among the {@code group} bars of a category
 */
record BarMarks(
        String name,
        List<String> categories,
        List<Double> values,
        List<Double> errors,
        int series,
        int group,
        boolean flat)
        implements Mark {
    @Override
    public NumericExtent x() {
        return flat ? lengths() : NumericExtent.NONE;
    }

    @Override
    public NumericExtent y() {
        return flat ? NumericExtent.NONE : lengths();
    }

    private NumericExtent lengths() {
        NumericExtent ends = NumericExtent.of(IntStream.range(0, values.size())
                .boxed()
                .flatMap(bar -> List.of(values.get(bar) - error(bar), values.get(bar) + error(bar)).stream())
                .toList());
        return NumericExtent.of(values).and(ends);
    }

    private double error(int bar) {
        return errors.isEmpty() || !Double.isFinite(errors.get(bar)) ? 0 : errors.get(bar);
    }

    @Override
    public Optional<LegendEntry> key() {
        return LegendEntry.of(name, LegendEntry.Look.BAR, series);
    }

    @Override
    public void draw(Canvas canvas, AxisScale x, AxisScale y) {
        AxisScale along = flat ? x : y;
        AxisScale across = flat ? y : x;
        double width = Math.min(46, across.band() * (across.band() > 6 ? 0.74 : 1) / group);
        for (int bar = 0; bar < values.size(); bar++) {
            if (Double.isFinite(values.get(bar))) {
                double middle = across.at(bar) + (series - (group - 1) / 2.0) * width;
                bar(canvas, along, middle, width, bar);
                whisker(canvas, along, middle, width, bar);
            }
        }
        canvas.line(List.of(spot(along.at(0), across.start()), spot(along.at(0), across.end())), DrawingPen.AXIS);
    }

    private void bar(Canvas canvas, AxisScale along, double middle, double width, int bar) {
        double from = Math.min(along.at(0), along.at(values.get(bar)));
        double length = Math.abs(along.at(values.get(bar)) - along.at(0));
        double edge = middle - width / 2;
        double thickness = width > 4 && group > 1 ? width - 1 : width;
        BoxMarks box = flat ? new BoxMarks(from, edge, length, thickness) : new BoxMarks(edge, from, thickness, length);
        canvas.rectangle(box, width > 8 ? 1.5 : 0, AreaFill.of(SeriesColor.series(series)), tip(bar));
    }

    private String tip(int bar) {
        String value = AxisTicks.label(values.get(bar)) + (error(bar) > 0 ? " ± " + AxisTicks.label(error(bar)) : "");
        String whose = name.isEmpty() ? "" : ", " + name;
        return categories.get(bar) + whose + ": " + value;
    }

    private void whisker(Canvas canvas, AxisScale along, double middle, double width, int bar) {
        if (error(bar) > 0) {
            double low = along.at(values.get(bar) - error(bar));
            double high = along.at(values.get(bar) + error(bar));
            double cap = Math.min(4, width / 4);
            DrawingPen pen = DrawingPen.of(SeriesColor.TEXT, 1.3);
            canvas.line(List.of(spot(low, middle), spot(high, middle)), pen);
            canvas.line(List.of(spot(low, middle - cap), spot(low, middle + cap)), pen);
            canvas.line(List.of(spot(high, middle - cap), spot(high, middle + cap)), pen);
        }
    }

    private Spot spot(double along, double across) {
        return flat ? new Spot(along, across) : new Spot(across, along);
    }
}
