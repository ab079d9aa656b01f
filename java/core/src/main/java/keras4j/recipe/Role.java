package keras4j.recipe;

import java.util.Locale;

/** Role of a column. */
public enum Role {
    /** A column to predict. */
    OUTCOME,
    /** A column to predict from. */
    PREDICTOR,
    /** The weight of each row. */
    CASE_WEIGHT,
    /** An identifier of the row, kept but not predicted from. */
    ID;

    /** {@return the name in lower case: {@code case weight}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
