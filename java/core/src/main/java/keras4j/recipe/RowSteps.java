package keras4j.recipe;

import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;

/** Steps that work on rows: missing values, filters, samples, lags, leads and windows. */
public sealed interface RowSteps permits Recipe {
    /**
     * Returns the recipe with one more step.
     *
     * @param step the step to add
     * @return a copy of the recipe that ends with the step
     */
    Recipe with(Step step);

    /**
     * Returns whether a step only selects or orders rows and leaves the cells of their outcomes unchanged.
     *
     * @param step the step
     * @return true for {@code naOmit}, {@code filter}, {@code sample}, {@code shuffle} and {@code sequence}
     */
    static boolean choose(Step step) {
        return step instanceof TrainingOnly only
                ? choose(only.inner())
                : step instanceof NaOmit
                        || step instanceof Filter
                        || step instanceof Sample
                        || step instanceof Shuffle
                        || step instanceof Sequence;
    }

    /**
     * Drops rows in which a column is missing.
     *
     * @param columns the columns to check
     * @return the recipe with this step added
     */
    default Recipe naOmit(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new NaOmit(columns));
    }

    /**
     * Keeps rows for which a condition holds, as in {@code filter("hp > 100 & gear == 4")}.
     *
     * @param condition the condition, an {@link MutateExpression}
     * @return the recipe with this step added
     * @throws IllegalArgumentException if the condition can't be parsed; the message points at the character
     */
    default Recipe filter(String condition) {
        Preconditions.notNull("Recipe", "condition", condition);
        return with(new Filter(MutateExpression.of(condition)));
    }

    /**
     * Keeps a random sample of the rows, in their order.
     *
     * @param size the fraction of the rows if at most 1, otherwise their number
     * @param seed the seed of the random draw
     * @return the recipe with this step added
     */
    default Recipe sample(double size, long seed) {
        return with(new Sample(size, seed));
    }

    /**
     * Puts the rows in a random order.
     *
     * @param seed the seed of the random order
     * @return the recipe with this step added
     */
    default Recipe shuffle(long seed) {
        return with(new Shuffle(seed));
    }

    /**
     * Adds values of earlier rows as columns {@code lag_<k>_<column>}; they are missing before the first row. New rows whose
     * lags are missing are neither predicted nor judged; {@code naOmit} leaves out such training rows. The lag of an outcome
     * needs its column in new rows, too; it may be missing where no later row is to be predicted.
     *
     * @param columns the columns to shift
     * @param lags the numbers of rows to look back, 0 or more
     * @return the recipe with this step added
     */
    default Recipe lag(Selector columns, int... lags) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "lags", lags);
        return with(new Lag(columns, IntStream.of(lags).boxed().toList()));
    }

    /**
     * Adds values of later rows as outcomes {@code lead_<k>_<column>}; they are missing after the last row.
     *
     * @param columns the columns to shift
     * @param leads the numbers of rows to look ahead, 0 or more
     * @return the recipe with this step added
     */
    default Recipe lead(Selector columns, int... leads) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "leads", leads);
        return lead(columns, "lead_", Double.NaN, true, leads);
    }

    /**
     * Adds values of later rows as outcomes {@code <prefix><k>_<column>}.
     *
     * @param columns the columns to shift
     * @param prefix the beginning of the new names
     * @param standard the value after the last row; NaN is missing
     * @param keepOriginal whether the columns themselves stay
     * @param leads the numbers of rows to look ahead, 0 or more
     * @return the recipe with this step added
     */
    default Recipe lead(Selector columns, String prefix, double standard, boolean keepOriginal, int... leads) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "prefix", prefix);
        Preconditions.notNull("Recipe", "leads", leads);
        return with(new Lead(columns, IntStream.of(leads).boxed().toList(), prefix, standard, keepOriginal));
    }

    /**
     * Replaces columns by one array column {@code predictor_matrix} with cells of shape {@code (columns)}.
     *
     * @param columns the columns to replace
     * @return the recipe with this step added
     */
    default Recipe collapse(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return collapse(columns, "predictor_matrix");
    }

    /**
     * Replaces columns by one array column with cells of shape {@code (columns)}.
     *
     * @param columns the columns to replace
     * @param newColumn the name of the array column
     * @return the recipe with this step added
     */
    default Recipe collapse(Selector columns, String newColumn) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "newColumn", newColumn);
        return with(new Collapse(columns, newColumn));
    }

    /**
     * Replaces columns by windows {@code sequence_matrix} of the last rows, the current one included. Rows without a
     * full window are dropped.
     *
     * @param columns the columns to replace
     * @param timesteps the number of rows in a window, at least 1
     * @return the recipe with this step added
     */
    default Recipe sequence(Selector columns, int timesteps) {
        Preconditions.notNull("Recipe", "columns", columns);
        return sequence(columns, timesteps, "sequence_matrix", SequencePadding.DROP);
    }

    /**
     * Replaces columns by windows of the last rows, the current one included: cells of shape
     * {@code (timesteps, columns)}, or with fewer steps in the first rows, see {@link SequencePadding#SHORTEN}.
     *
     * @param columns the columns to replace
     * @param timesteps the number of rows in a window, at least 1
     * @param newColumn the name of the array column
     * @param padding the treatment of the first rows
     * @return the recipe with this step added
     */
    default Recipe sequence(Selector columns, int timesteps, String newColumn, SequencePadding padding) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "newColumn", newColumn);
        Preconditions.notNull("Recipe", "padding", padding);
        return with(new Sequence(columns, timesteps, newColumn, padding));
    }
}
