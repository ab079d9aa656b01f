package keras4j.plot;

import keras4j.internal.text.Quoted;

/** The content of a chart below its title. */
sealed interface PlotArea permits DiagramLayout, PanelGrid, ParallelCoordinates {
    /** Returns the preferred width, in units. */
    double width();

    /** Returns the preferred height at this width, without the title. */
    double height(double width);

    void draw(Canvas canvas, BoxMarks box);

    /** Describes the content in a few words. */
    String words();

    /** Returns a copy with another label of the horizontal axes. */
    default PlotArea x(String label) {
        throw noAxes(label);
    }

    /** Returns a copy with another label of the vertical axes. */
    default PlotArea y(String label) {
        throw noAxes(label);
    }

    private IllegalArgumentException noAxes(String label) {
        return new IllegalArgumentException("Chart: axis label must be given to a chart with two axes, got '"
                + Quoted.cut(label) + "' for " + words());
    }
}
