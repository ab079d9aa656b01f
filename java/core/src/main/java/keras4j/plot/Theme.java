package keras4j.plot;

/** On which ground a picture stands. */
public enum Theme {
    /** Light or dark as the reader's system asks ({@code prefers-color-scheme}); a PNG is light. */
    AUTO,
    /** Dark on white. */
    LIGHT,
    /** Light on nearly black. */
    DARK
}
