package keras4j.measure;

import java.util.Locale;

/** The level of two that is the event, the positive class. */
public enum EventLevel {
    /** The first level. */
    FIRST,
    /** The second level. */
    SECOND;

    /** Returns the name in yardstick: {@code first}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
