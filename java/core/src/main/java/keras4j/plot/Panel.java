package keras4j.plot;

import java.util.List;
import java.util.Optional;

/**
 * A chart panel: two axes and the marks between them.
 *
 * @param square true if both axes have equal length
 * @param ramp the colour scale of the shades, if they stand for a number
 */
record Panel(String title, ChartAxis x, ChartAxis y, List<Mark> marks, boolean square, Optional<ColorScale> ramp) {
    static Panel of(ChartAxis x, ChartAxis y, List<? extends Mark> marks) {
        return new Panel("", x, y, List.copyOf(marks), false, Optional.empty());
    }

    Panel titled(String other) {
        return new Panel(other, x, y, marks, square, ramp);
    }

    Panel squared() {
        return new Panel(title, x, y, marks, true, ramp);
    }

    Panel shaded(ColorScale meaning) {
        return new Panel(title, x, y, marks, square, Optional.of(meaning));
    }

    Panel x(String label) {
        return new Panel(title, x.labelled(label), y, marks, square, ramp);
    }

    Panel y(String label) {
        return new Panel(title, x, y.labelled(label), marks, square, ramp);
    }

    NumericExtent xData() {
        return marks.stream().map(Mark::x).reduce(NumericExtent.NONE, NumericExtent::and);
    }

    NumericExtent yData() {
        return marks.stream().map(Mark::y).reduce(NumericExtent.NONE, NumericExtent::and);
    }

    /** Checks that there is nothing to draw. */
    boolean isBlank() {
        boolean across = x.kind() != ChartAxis.Kind.BANDS && xData().isEmpty();
        boolean up = y.kind() != ChartAxis.Kind.BANDS && yData().isEmpty();
        return across || up;
    }
}
