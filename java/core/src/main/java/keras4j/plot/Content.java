package keras4j.plot;

/** What a chart shows below its title. */
sealed interface Content permits Layered, Panels, Parallel {
    /** The width that suits it, in units. */
    double width();

    /** The height that suits it at such a width, without the title. */
    double height(double width);

    void draw(Canvas canvas, Box box);

    /** What it is, in a few words. */
    String words();

    /** The same with another label at the horizontal axes. */
    default Content x(String label) {
        throw noAxes(label);
    }

    /** The same with another label at the vertical axes. */
    default Content y(String label) {
        throw noAxes(label);
    }

    private IllegalArgumentException noAxes(String label) {
        return new IllegalArgumentException(
                "Chart: axis label must be given to a chart with two axes, got '" + label + "' for " + words());
    }
}
