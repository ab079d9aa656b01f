package keras4j.recipe;

/** What becomes of the first rows, for which a window is not full. */
public enum Padding {
    /** They are left out. */
    DROP,
    /** Zeros stand before them. */
    ZERO
}
