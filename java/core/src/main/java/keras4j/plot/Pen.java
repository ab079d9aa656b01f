package keras4j.plot;

/** How a line is drawn: its width in units, and after how many units it is broken, 0 for never. */
record Pen(Ink ink, double opacity, double width, double dash) {
    static final Pen GRID = of(Ink.GRID, 1);
    static final Pen AXIS = of(Ink.AXIS, 1);
    static final Pen REFERENCE = of(Ink.MUTED, 1.2).dashed(5);

    static Pen of(Ink ink, double width) {
        return new Pen(ink, 1, width, 0);
    }

    /** The line of the series at this place; when the colours repeat, it is dashed. */
    static Pen series(int place) {
        return of(Ink.series(place), 2).dashed(place / Ink.hues() % 4 * 4);
    }

    Pen dashed(double every) {
        return new Pen(ink, opacity, width, every);
    }

    Pen faded(double to) {
        return new Pen(ink, to, width, dash);
    }
}
