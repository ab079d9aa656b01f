package keras4j.tune;

import java.util.Locale;

/** Why a search ended. */
public enum Ending {
    /** It had asked for all it wanted. */
    FINISHED,
    /** The budget of points was spent. */
    POINTS_SPENT,
    /** The budget of time was spent. */
    TIME_SPENT,
    /** The calling thread was interrupted. */
    CANCELLED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
