package keras4j.plot;

import java.util.List;
import java.util.Optional;
import keras4j.plot.Canvas.Spot;

/** A legend entry: a name and a sample of its marks. */
record LegendEntry(String name, Look look, int series) {
    static final double SWATCH_WIDTH = 22;

    /** The kind of marks. */
    enum Look {
        LINE,
        DOT,
        BAR,
        REFERENCE
    }

    static Optional<LegendEntry> of(String name, Look look, int series) {
        return name.isEmpty() ? Optional.empty() : Optional.of(new LegendEntry(name, look, series));
    }

    /** Draws the sample, {@link #SWATCH_WIDTH} wide, vertically centred in a line of text. */
    void draw(Canvas canvas, double left, double middle) {
        List<Spot> stroke = List.of(new Spot(left, middle), new Spot(left + SWATCH_WIDTH - 6, middle));
        switch (look) {
            case LINE -> canvas.line(stroke, DrawingPen.series(series));
            case REFERENCE -> canvas.line(stroke, DrawingPen.REFERENCE);
            case DOT -> DotMarks.dot(canvas, new Spot(left + 8, middle), 4, series, 1, "");
            case BAR ->
                canvas.rectangle(
                        new BoxMarks(left + 2, middle - 6, 12, 12), 2, AreaFill.of(SeriesColor.series(series)), "");
        }
    }
}
