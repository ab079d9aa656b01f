package keras4j.plot;

import java.util.List;

/** Mapping from the values of an axis to positions: {@code start} and {@code end} are those of the span's ends. */
record AxisScale(ChartAxis axis, NumericExtent span, double start, double end) {
    /** Returns the position of a value. */
    double at(double value) {
        double share = axis.kind() == ChartAxis.Kind.LOG
                ? StrictMath.log(value / span.low()) / StrictMath.log(span.high() / span.low())
                : (value - span.low()) / span.length();
        return start + share * (end - start);
    }

    boolean shows(double value) {
        return Double.isFinite(value) && (axis.kind() != ChartAxis.Kind.LOG || value > 0);
    }

    /** Returns the width of one category. */
    double band() {
        return Math.abs(end - start) / span.length();
    }

    /** Returns the value, or the axis' end if it is infinite. */
    double within(double value) {
        return Math.max(span.low(), Math.min(span.high(), value));
    }

    /** Returns the ticks, no closer than {@code apart} units. */
    List<AxisTick> ticks(double apart) {
        int wanted = (int) Math.max(2, Math.abs(end - start) / apart);
        return switch (axis.kind()) {
            case BANDS -> axis.bandTicks((int) Math.ceil(apart / band()));
            case LOG -> AxisTicks.logarithmic(span, wanted);
            case LINEAR -> AxisTicks.linear(span, wanted, false);
            case WHOLE -> AxisTicks.linear(span, wanted, true);
        };
    }
}
