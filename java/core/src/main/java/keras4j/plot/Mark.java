package keras4j.plot;

import java.util.Optional;

/** What stands in a panel: data drawn between two scales. */
sealed interface Mark permits Bars, Bins, Cells, Dots, Lines, Rule {
    /** What the horizontal axis must show. */
    Span x();

    /** What the vertical axis must show. */
    Span y();

    /** What the legend says of it. */
    Optional<Key> key();

    void draw(Canvas canvas, Scale x, Scale y);
}
