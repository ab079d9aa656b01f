package keras4j.plot;

/** The style of a line: its width in units, and the dash length in units, 0 for a solid line. */
record DrawingPen(SeriesColor ink, double opacity, double width, double dash) {
    static final DrawingPen GRID = of(SeriesColor.GRID, 1);
    static final DrawingPen AXIS = of(SeriesColor.AXIS, 1);
    static final DrawingPen REFERENCE = of(SeriesColor.MUTED, 1.2).dashed(5);

    static DrawingPen of(SeriesColor ink, double width) {
        return new DrawingPen(ink, 1, width, 0);
    }

    /** Returns the line style of the series at this position; dashed if its colour repeats. */
    static DrawingPen series(int place) {
        return of(SeriesColor.series(place), 2).dashed(place / SeriesColor.hues() % 4 * 4);
    }

    DrawingPen dashed(double every) {
        return new DrawingPen(ink, opacity, width, every);
    }

    DrawingPen faded(double to) {
        return new DrawingPen(ink, to, width, dash);
    }
}
