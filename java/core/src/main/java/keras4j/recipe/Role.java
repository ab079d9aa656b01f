package keras4j.recipe;

import java.util.Locale;

/** What a column is for. */
public enum Role {
    /** It is predicted. */
    OUTCOME,
    /** It is predicted from. */
    PREDICTOR,
    /** It says how much each row counts. */
    CASE_WEIGHT,
    /** It names the row, and is kept beside. */
    ID;

    /** As it is printed: {@code case weight}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
