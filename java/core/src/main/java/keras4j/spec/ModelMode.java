package keras4j.spec;

import java.util.Locale;

/** Kind of prediction of a network. */
public enum ModelMode {
    /** Prediction of one of several classes. */
    CLASSIFIER,
    /** Prediction of a number. */
    REGRESSOR;

    /** Returns the mode's name in specs, such as {@code classifier}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
