package keras4j.plot;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one direction of a panel means. Category i of {@code BANDS} is at the number i. {@code bounds} is part of what is shown, and
 * no room is left beyond it.
 */
record Axis(String label, Kind kind, List<String> names, Span bounds) {
    private static final double PADDING = 0.04;
    /** Beyond the ends of whole numbers, so that 0 is not shown where 1 is the first. */
    private static final double WHOLE_ROOM = 0.7;

    /** How values are spread. */
    enum Kind {
        LINEAR,
        WHOLE,
        LOG,
        BANDS
    }

    static Axis linear(String label) {
        return new Axis(label, Kind.LINEAR, List.of(), Span.NONE);
    }

    /** Numbers that are marked at whole ones only. */
    static Axis whole(String label) {
        return new Axis(label, Kind.WHOLE, List.of(), Span.NONE);
    }

    static Axis log(String label) {
        return new Axis(label, Kind.LOG, List.of(), Span.NONE);
    }

    static Axis bands(String label, List<String> names) {
        return new Axis(label, Kind.BANDS, List.copyOf(names), Span.NONE);
    }

    Axis bounded(double low, double high) {
        return new Axis(label, kind, names, Span.of(low, high));
    }

    Axis labelled(String other) {
        return new Axis(other, kind, names, bounds);
    }

    /** The scale for such data, from one place of the picture to another. */
    Scale scale(Span data, double start, double end) {
        return new Scale(this, span(data), start, end);
    }

    private Span span(Span data) {
        if (kind == Kind.BANDS) {
            return new Span(-0.5, names.size() - 0.5);
        }
        Span whole = data.and(bounds);
        if (whole.isEmpty()) {
            return new Span(kind == Kind.LOG ? 1 : 0, kind == Kind.LOG ? 10 : 1);
        }
        return padded(whole);
    }

    Span padded(Span span) {
        if (kind == Kind.LOG) {
            double factor = span.length() == 0 ? 2 : StrictMath.pow(span.high() / span.low(), PADDING);
            return new Span(span.low() / factor, span.high() * factor);
        }
        double room = span.length() == 0 ? alone(span.low()) : span.length() * PADDING;
        room = kind == Kind.WHOLE ? Math.min(room, WHOLE_ROOM) : room;
        boolean fixedLow = !bounds.isEmpty() && bounds.low() <= span.low();
        boolean fixedHigh = !bounds.isEmpty() && bounds.high() >= span.high() && bounds.length() > 0;
        return new Span(fixedLow ? span.low() : span.low() - room, fixedHigh ? span.high() : span.high() + room);
    }

    /** Room on each side of a single value. */
    private double alone(double value) {
        return value == 0 ? 1 : Math.abs(value) * 0.1;
    }

    /** One mark a category, or only each so manieth. */
    List<Tick> bandTicks(int every) {
        return IntStream.range(0, names.size())
                .filter(place -> place % every == 0)
                .mapToObj(place -> new Tick(place, names.get(place)))
                .toList();
    }
}
