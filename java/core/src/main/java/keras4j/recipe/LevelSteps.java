package keras4j.recipe;

/** Steps for columns of levels. */
public sealed interface LevelSteps permits Recipe {
    /** The recipe with one more step. */
    Recipe with(Step step);

    /** Columns of 0 and 1 named {@code <column>_<level>}, one for each level but the first; a missing label stays missing. */
    default Recipe dummy(Selector columns) {
        return with(new Dummy(columns));
    }

    /** Columns of 0 and 1 named {@code <column>_<level>}, one for each level; a missing label stays missing. */
    default Recipe oneHot(Selector columns) {
        return with(new OneHot(columns));
    }

    /** Levels as 1, 2 and on; a level that training rows do not have is 0. */
    default Recipe integerCodes(Selector columns) {
        return with(new IntegerCodes(columns, false));
    }

    /** Levels as 0, 1 and on, as embeddings need them; a level that training rows do not have is the number of levels. */
    default Recipe zeroBasedCodes(Selector columns) {
        return with(new IntegerCodes(columns, true));
    }

    /** The level {@code new} for labels that training rows do not have. */
    default Recipe novel(Selector columns) {
        return novel(columns, "new");
    }

    /** A level for labels that training rows do not have. */
    default Recipe novel(Selector columns, String level) {
        return with(new Novel(columns, level));
    }

    /** The level {@code unknown} for missing labels. */
    default Recipe unknown(Selector columns) {
        return unknown(columns, "unknown");
    }

    /** A level for missing labels. */
    default Recipe unknown(Selector columns, String level) {
        return with(new Unknown(columns, level));
    }

    /** The level {@code other} for levels that fewer than 5 in 100 rows have. */
    default Recipe other(Selector columns) {
        return other(columns, 0.05, "other");
    }

    /**
     * One level for those that are rare.
     *
     * @param threshold the least part of the rows that keeps a level; from 1 on the least number of rows
     */
    default Recipe other(Selector columns, double threshold, String level) {
        return with(new Other(columns, threshold, level));
    }
}
