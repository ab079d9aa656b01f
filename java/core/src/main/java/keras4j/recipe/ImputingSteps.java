package keras4j.recipe;

/** Steps that fill in what is missing, with what training rows have. */
public sealed interface ImputingSteps permits Recipe {
    /** The recipe with one more step. */
    Recipe with(Step step);

    /** Fills missing numbers with the mean. */
    default Recipe imputeMean(Selector columns) {
        return with(new ImputeMean(columns));
    }

    /** Fills missing numbers with the median. */
    default Recipe imputeMedian(Selector columns) {
        return with(new ImputeMedian(columns));
    }

    /** Fills missing labels with the most frequent level. */
    default Recipe imputeMode(Selector columns) {
        return with(new ImputeMode(columns));
    }

    /** Fills missing numbers with {@code value}. */
    default Recipe imputeConstant(Selector columns, double value) {
        return with(new ImputeConstant(columns, value));
    }

    /** Fills missing values from the 5 nearest training rows, compared by all predictors. */
    default Recipe imputeKnn(Selector columns) {
        return imputeKnn(columns, 5);
    }

    /**
     * Fills missing values from the nearest training rows that have one: numbers with the mean, labels with the mode. Rows are
     * compared by all predictors, with Gower's distance.
     *
     * @param neighbors how many rows, at least 1
     */
    default Recipe imputeKnn(Selector columns, int neighbors) {
        return with(new ImputeKnn(columns, neighbors, Selectors.allPredictors()));
    }
}
