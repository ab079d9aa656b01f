package keras4j.plot;

/** How text is set: size in units, weight, which of its points stands at the place given, the angle in degrees clockwise. */
record Type(double size, boolean bold, Anchor anchor, double angle, Ink ink) {
    static final Type TITLE = new Type(15, true, Anchor.START, 0, Ink.TEXT);
    static final Type HEADING = new Type(12.5, true, Anchor.START, 0, Ink.TEXT);
    static final Type LABEL = new Type(12, false, Anchor.MIDDLE, 0, Ink.TEXT);
    static final Type TICK = new Type(11, false, Anchor.MIDDLE, 0, Ink.MUTED);

    /** Which point of a text is placed. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    Type anchored(Anchor where) {
        return new Type(size, bold, where, angle, ink);
    }

    Type turned(double degrees) {
        return new Type(size, bold, anchor, degrees, ink);
    }

    Type inked(Ink other) {
        return new Type(size, bold, anchor, angle, other);
    }

    Type sized(double units) {
        return new Type(units, bold, anchor, angle, ink);
    }

    /** How far below its middle the baseline of a line is. */
    double drop() {
        return size * 0.36;
    }

    double width(String text) {
        return Glyphs.width(text) * size * (bold ? 1.1 : 1);
    }

    String fit(String text, double room) {
        return Glyphs.fit(text, room / (size * (bold ? 1.1 : 1)));
    }
}
