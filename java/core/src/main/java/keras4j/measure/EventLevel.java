package keras4j.measure;

import java.util.Locale;

/** Which of two levels is the event, the class that is to be found. */
public enum EventLevel {
    FIRST,
    SECOND;

    /** The name in yardstick: {@code first}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
