package keras4j.plot;

import java.util.List;

/** Where the values of an axis are in the picture: from {@code start} to {@code end} for the ends of the span. */
record Scale(Axis axis, Span span, double start, double end) {
    /** The place of a value. */
    double at(double value) {
        double share = axis.kind() == Axis.Kind.LOG
                ? StrictMath.log(value / span.low()) / StrictMath.log(span.high() / span.low())
                : (value - span.low()) / span.length();
        return start + share * (end - start);
    }

    boolean shows(double value) {
        return Double.isFinite(value) && (axis.kind() != Axis.Kind.LOG || value > 0);
    }

    /** The width of one category. */
    double band() {
        return Math.abs(end - start) / span.length();
    }

    /** The value itself, or the axis' end where it is infinite. */
    double within(double value) {
        return Math.max(span.low(), Math.min(span.high(), value));
    }

    /** The marks, no closer than {@code apart} units. */
    List<Tick> ticks(double apart) {
        int wanted = (int) Math.max(2, Math.abs(end - start) / apart);
        return switch (axis.kind()) {
            case BANDS -> axis.bandTicks((int) Math.ceil(apart / band()));
            case LOG -> Ticks.logarithmic(span, wanted);
            case LINEAR -> Ticks.linear(span, wanted, false);
            case WHOLE -> Ticks.linear(span, wanted, true);
        };
    }
}
