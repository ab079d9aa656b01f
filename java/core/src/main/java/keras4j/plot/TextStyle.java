package keras4j.plot;

/** The style of text: size in units, weight, anchor at the given position, the angle in degrees clockwise. */
record TextStyle(double size, boolean bold, Anchor anchor, double angle, SeriesColor ink) {
    static final TextStyle TITLE = new TextStyle(15, true, Anchor.START, 0, SeriesColor.TEXT);
    static final TextStyle HEADING = new TextStyle(12.5, true, Anchor.START, 0, SeriesColor.TEXT);
    static final TextStyle LABEL = new TextStyle(12, false, Anchor.MIDDLE, 0, SeriesColor.TEXT);
    static final TextStyle TICK = new TextStyle(11, false, Anchor.MIDDLE, 0, SeriesColor.MUTED);

    /** The point of a text that is at its position. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    TextStyle anchored(Anchor where) {
        return new TextStyle(size, bold, where, angle, ink);
    }

    TextStyle turned(double degrees) {
        return new TextStyle(size, bold, anchor, degrees, ink);
    }

    TextStyle inked(SeriesColor other) {
        return new TextStyle(size, bold, anchor, angle, other);
    }

    TextStyle sized(double units) {
        return new TextStyle(units, bold, anchor, angle, ink);
    }

    /** Returns the distance of a line's baseline below its middle. */
    double drop() {
        return size * 0.36;
    }

    double width(String text) {
        return FontMetrics.width(text) * size * (bold ? 1.1 : 1);
    }

    String fit(String text, double room) {
        return FontMetrics.fit(text, room / (size * (bold ? 1.1 : 1)));
    }
}
