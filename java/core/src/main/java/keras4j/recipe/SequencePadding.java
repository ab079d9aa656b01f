package keras4j.recipe;

/** Treatment of the first rows, for which a window is not full. */
public enum SequencePadding {
    /** Drops these rows. */
    DROP,
    /** Pads their windows with zeros at the beginning. */
    ZERO,
    /** Leaves their windows shorter, for an input with a size that varies, as in {@code input(VARYING, 2)}. */
    SHORTEN
}
