package keras4j.plot;

import java.util.List;

/**
 * Drawing surface of all charts, implemented by {@link SvgCanvas} and {@link AwtCanvas}. Positions and lengths are
 * units from the upper left corner. A tip is the tooltip of a shape, if the implementation can show it; empty for none.
 */
interface Canvas {
    void rectangle(BoxMarks box, double round, AreaFill fill, String tip);

    void circle(Spot centre, double radius, AreaFill fill, String tip);

    /** Draws many circles of equal size and fill. */
    void dots(List<Spot> centres, double radius, AreaFill fill);

    void polygon(List<Spot> corners, AreaFill fill);

    void line(List<Spot> spots, DrawingPen pen);

    /** Draws one line of text; {@code at} is on its baseline. */
    void text(Spot at, String text, TextStyle type);

    /** A position. */
    record Spot(double x, double y) {}
}
