package keras4j.recipe;

import keras4j.internal.text.Preconditions;

/** Steps for nominal columns and their levels. */
public sealed interface LevelSteps permits Recipe {
    /**
     * Returns the recipe with one more step.
     *
     * @param step the step to add
     * @return a copy of the recipe that ends with the step
     */
    Recipe with(Step step);

    /**
     * Replaces nominal columns by columns of 0 and 1 named {@code <column>_<level>}, one for each level but the first.
     * A missing label stays missing.
     *
     * @param columns the nominal columns
     * @return the recipe with this step added
     */
    default Recipe dummy(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Dummy(columns));
    }

    /**
     * Replaces nominal columns by columns of 0 and 1 named {@code <column>_<level>}, one for each level. A missing
     * label stays missing.
     *
     * @param columns the nominal columns
     * @return the recipe with this step added
     */
    default Recipe oneHot(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new OneHot(columns));
    }

    /**
     * Encodes levels as 1, 2 and so on. A level unseen in training becomes 0.
     *
     * @param columns the nominal columns
     * @return the recipe with this step added
     */
    default Recipe integerCodes(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new IntegerCodes(columns, false));
    }

    /**
     * Encodes levels as 0, 1 and so on, as embeddings need them. A level unseen in training becomes the number of
     * levels.
     *
     * @param columns the nominal columns
     * @return the recipe with this step added
     */
    default Recipe zeroBasedCodes(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new IntegerCodes(columns, true));
    }

    /**
     * Assigns labels unseen in training to the level {@code new}.
     *
     * @param columns the nominal columns
     * @return the recipe with this step added
     */
    default Recipe novel(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return novel(columns, "new");
    }

    /**
     * Assigns labels unseen in training to a level of their own.
     *
     * @param columns the nominal columns
     * @param level the level, new to each column
     * @return the recipe with this step added
     */
    default Recipe novel(Selector columns, String level) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "level", level);
        return with(new Novel(columns, level));
    }

    /**
     * Assigns missing labels to the level {@code unknown}.
     *
     * @param columns the nominal columns
     * @return the recipe with this step added
     */
    default Recipe unknown(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return unknown(columns, "unknown");
    }

    /**
     * Assigns missing labels to a level of their own.
     *
     * @param columns the nominal columns
     * @param level the level, new to each column
     * @return the recipe with this step added
     */
    default Recipe unknown(Selector columns, String level) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "level", level);
        return with(new Unknown(columns, level));
    }

    /**
     * Collapses levels that fewer than 5 in 100 rows have into the level {@code other}.
     *
     * @param columns the nominal columns
     * @return the recipe with this step added
     */
    default Recipe other(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return other(columns, 0.05, "other");
    }

    /**
     * Collapses rare levels into one.
     *
     * @param columns the nominal columns
     * @param threshold the smallest fraction of the rows that keeps a level; from 1 on the smallest number of rows
     * @param level the level that replaces the rare ones
     * @return the recipe with this step added
     */
    default Recipe other(Selector columns, double threshold, String level) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "level", level);
        return with(new CollapseRareLevels(columns, threshold, level));
    }
}
