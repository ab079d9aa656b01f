package keras4j.recipe;

import java.util.stream.IntStream;

/** Steps that bring neighbouring rows, or several columns, together. */
public sealed interface WindowSteps permits Recipe {
    /** The recipe with one more step. */
    Recipe with(Step step);

    /** Earlier rows beside each row, {@code lag_<k>_<column>}; before the first row they are missing. */
    default Recipe lag(Selector columns, int... lags) {
        return with(new Lag(columns, IntStream.of(lags).boxed().toList()));
    }

    /** Later rows as outcomes, {@code lead_<k>_<column>}; after the last row they are missing. */
    default Recipe lead(Selector columns, int... leads) {
        return lead(columns, "lead_", Double.NaN, true, leads);
    }

    /** Later rows as outcomes, {@code <prefix><k>_<column>}; after the last row {@code standard}. */
    default Recipe lead(Selector columns, String prefix, double standard, boolean keepOriginal, int... leads) {
        return with(new Lead(columns, IntStream.of(leads).boxed().toList(), prefix, standard, keepOriginal));
    }

    /** One array column {@code predictor_matrix} in place of columns: cells of shape {@code (columns)}. */
    default Recipe collapse(Selector columns) {
        return collapse(columns, "predictor_matrix");
    }

    /** One array column in place of columns: cells of shape {@code (columns)}. */
    default Recipe collapse(Selector columns, String newColumn) {
        return with(new Collapse(columns, newColumn));
    }

    /** Windows {@code sequence_matrix} of the last rows, this one included; rows without a full one are left out. */
    default Recipe sequence(Selector columns, int timesteps) {
        return sequence(columns, timesteps, "sequence_matrix", Padding.DROP);
    }

    /** Windows of the last rows, this one included, in place of columns: cells of shape {@code (timesteps, columns)}. */
    default Recipe sequence(Selector columns, int timesteps, String newColumn, Padding padding) {
        return with(new Sequence(columns, timesteps, newColumn, padding));
    }
}
