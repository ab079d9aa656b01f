package keras4j.recipe;

/** Treatment of the first rows, for which a window is not full. */
public enum SequencePadding {
    /** Drops these rows. */
    DROP,
    /** Pads their windows with zeros at the beginning. */
    ZERO
}
