package keras4j.plot;

import java.util.List;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/** An entry of a legend: a name and the look of its marks. */
record Key(String name, Look look, int series) {
    static final double SWATCH = 22;

    /** What the marks look like. */
    enum Look {
        LINE,
        DOT,
        BAR,
        REFERENCE
    }

    static Optional<Key> of(String name, Look look, int series) {
        return name.isEmpty() ? Optional.empty() : Optional.of(new Key(name, look, series));
    }

    /** Draws the sample, {@link #SWATCH} wide, around this middle of a line of text. */
    void draw(Canvas canvas, double left, double middle) {
        List<Spot> stroke = List.of(new Spot(left, middle), new Spot(left + SWATCH - 6, middle));
        switch (look) {
            case LINE -> canvas.line(stroke, Pen.series(series));
            case REFERENCE -> canvas.line(stroke, Pen.REFERENCE);
            case DOT -> Dots.dot(canvas, new Spot(left + 8, middle), 4, series, 1, "");
            case BAR -> canvas.rectangle(new Box(left + 2, middle - 6, 12, 12), 2, Fill.of(Ink.series(series)), "");
        }
    }
}
