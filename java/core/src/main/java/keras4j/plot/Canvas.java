package keras4j.plot;

import java.util.List;

/**
 * What every picture is drawn on; it has two back ends, {@link SvgCanvas} and {@link AwtCanvas}. Places and lengths are units from
 * the upper left corner. A tip is what a reader sees who points at a shape, where the back end can show it; empty for none.
 */
interface Canvas {
    void rectangle(Box box, double round, Fill fill, String tip);

    void circle(Spot centre, double radius, Fill fill, String tip);

    /** Many circles of one look. */
    void dots(List<Spot> centres, double radius, Fill fill);

    void polygon(List<Spot> corners, Fill fill);

    void line(List<Spot> spots, Pen pen);

    /** One line of text; {@code at} is on its baseline. */
    void text(Spot at, String text, Type type);

    /** A place. */
    record Spot(double x, double y) {}
}
