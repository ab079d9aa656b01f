package keras4j.plot;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One axis of a panel. Category i of {@code BANDS} is at the number i. {@code bounds} is always part of the axis, and
 * there is no padding beyond it.
 */
record ChartAxis(String label, Kind kind, List<String> names, NumericExtent bounds) {
    private static final double PADDING = 0.04;
    /** Maximum padding beyond the ends of whole numbers, so that an axis from 1 does not show 0. */
    private static final double MAX_WHOLE_PADDING = 0.7;

    /** The spacing of values. */
    enum Kind {
        LINEAR,
        WHOLE,
        LOG,
        BANDS
    }

    static ChartAxis linear(String label) {
        return new ChartAxis(label, Kind.LINEAR, List.of(), NumericExtent.NONE);
    }

    /** Returns an axis of numbers with ticks at whole numbers only. */
    static ChartAxis whole(String label) {
        return new ChartAxis(label, Kind.WHOLE, List.of(), NumericExtent.NONE);
    }

    static ChartAxis log(String label) {
        return new ChartAxis(label, Kind.LOG, List.of(), NumericExtent.NONE);
    }

    static ChartAxis bands(String label, List<String> names) {
        return new ChartAxis(label, Kind.BANDS, List.copyOf(names), NumericExtent.NONE);
    }

    ChartAxis bounded(double low, double high) {
        return new ChartAxis(label, kind, names, NumericExtent.of(low, high));
    }

    ChartAxis labelled(String other) {
        return new ChartAxis(other, kind, names, bounds);
    }

    /** Returns the scale for this range of data, between two positions in the picture. */
    AxisScale scale(NumericExtent data, double start, double end) {
        return new AxisScale(this, span(data), start, end);
    }

    private NumericExtent span(NumericExtent data) {
        if (kind == Kind.BANDS) {
            return new NumericExtent(-0.5, names.size() - 0.5);
        }
        NumericExtent whole = data.and(bounds);
        if (whole.isEmpty()) {
            return new NumericExtent(kind == Kind.LOG ? 1 : 0, kind == Kind.LOG ? 10 : 1);
        }
        return padded(whole);
    }

    NumericExtent padded(NumericExtent span) {
        if (kind == Kind.LOG) {
            double factor = span.length() == 0 ? 2 : StrictMath.pow(span.high() / span.low(), PADDING);
            return new NumericExtent(span.low() / factor, span.high() * factor);
        }
        double room = span.length() == 0 ? alone(span.low()) : span.length() * PADDING;
        room = kind == Kind.WHOLE ? Math.min(room, MAX_WHOLE_PADDING) : room;
        boolean fixedLow = !bounds.isEmpty() && bounds.low() <= span.low();
        boolean fixedHigh = !bounds.isEmpty() && bounds.high() >= span.high() && bounds.length() > 0;
        return new NumericExtent(
                fixedLow ? span.low() : span.low() - room, fixedHigh ? span.high() : span.high() + room);
    }

    /** Returns the padding on each side of a single value. */
    private double alone(double value) {
        return value == 0 ? 1 : Math.abs(value) * 0.1;
    }

    /** Returns one tick for each category, or for every n-th one. */
    List<AxisTick> bandTicks(int every) {
        return IntStream.range(0, names.size())
                .filter(place -> place % every == 0)
                .mapToObj(place -> new AxisTick(place, names.get(place)))
                .toList();
    }
}
