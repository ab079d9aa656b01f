package keras4j.plot;

/** The background of a picture. */
public enum Theme {
    /** Light or dark by the reader's preference ({@code prefers-color-scheme}); a PNG is light. */
    AUTO,
    /** Dark on white. */
    LIGHT,
    /** Light on nearly black. */
    DARK
}
