package keras4j.plot;

/** A rectangle of the picture, in units from its upper left corner. */
record BoxMarks(double x, double y, double width, double height) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double centreX() {
        return x + width / 2;
    }

    double centreY() {
        return y + height / 2;
    }

    /** Returns the rectangle inside these margins. */
    BoxMarks inset(double left, double top, double right, double bottom) {
        return new BoxMarks(x + left, y + top, Math.max(0, width - left - right), Math.max(0, height - top - bottom));
    }
}
