package keras4j.measure;

import java.util.Locale;

/**
 * The method by which a measure handles classes and averages over several. See
 * <a href="https://yardstick.tidymodels.org/articles/multiclass.html">yardstick on multiclass averaging</a>.
 */
public enum Estimator {
    /** Numbers: there are no classes. */
    STANDARD,
    /** One event level against the other. */
    BINARY,
    /** All levels at once, as accuracy does. */
    MULTICLASS,
    /** Each level against the rest; the mean over levels. */
    MACRO,
    /** Each level against the rest; the mean over levels, weighted by how often each is true. */
    MACRO_WEIGHTED,
    /** Each level against the rest; counts are added up before the measure is computed. */
    MICRO,
    /** The mean over all pairs of levels: <a href="https://doi.org/10.1023/A:1010920819831">Hand and Till, 2001</a>. */
    HAND_TILL;

    /** Returns the name in yardstick: {@code macro_weighted}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
