package keras4j.spec;

import java.util.Locale;

/** What a network predicts. */
public enum Mode {
    /** One of several classes. */
    CLASSIFIER,
    /** A number. */
    REGRESSOR;

    /** The mode's name as specs print it: {@code classifier}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
