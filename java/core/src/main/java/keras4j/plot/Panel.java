package keras4j.plot;

import java.util.List;
import java.util.Optional;

/**
 * Two axes and what stands between them.
 *
 * @param square whether both axes have one length
 * @param ramp what the shades mean, if they mean a number
 */
record Panel(String title, Axis x, Axis y, List<Mark> marks, boolean square, Optional<Ramp> ramp) {
    static Panel of(Axis x, Axis y, List<? extends Mark> marks) {
        return new Panel("", x, y, List.copyOf(marks), false, Optional.empty());
    }

    Panel titled(String other) {
        return new Panel(other, x, y, marks, square, ramp);
    }

    Panel squared() {
        return new Panel(title, x, y, marks, true, ramp);
    }

    Panel shaded(Ramp meaning) {
        return new Panel(title, x, y, marks, square, Optional.of(meaning));
    }

    Panel x(String label) {
        return new Panel(title, x.labelled(label), y, marks, square, ramp);
    }

    Panel y(String label) {
        return new Panel(title, x, y.labelled(label), marks, square, ramp);
    }

    Span xData() {
        return marks.stream().map(Mark::x).reduce(Span.NONE, Span::and);
    }

    Span yData() {
        return marks.stream().map(Mark::y).reduce(Span.NONE, Span::and);
    }

    /** Whether there is nothing that could be drawn. */
    boolean isBlank() {
        boolean across = x.kind() != Axis.Kind.BANDS && xData().isEmpty();
        boolean up = y.kind() != Axis.Kind.BANDS && yData().isEmpty();
        return across || up;
    }
}
