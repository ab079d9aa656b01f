package keras4j.recipe;

import java.util.List;
import keras4j.internal.text.Preconditions;

/** Steps that impute missing values, and that select, remove, rename and make columns. */
public sealed interface ColumnSteps permits Recipe {
    /**
     * Returns the recipe with one more step.
     *
     * @param step the step to add
     * @return a copy of the recipe that ends with the step
     */
    Recipe with(Step step);

    /**
     * Removes columns of a single value (zero variance).
     *
     * @param columns the columns to check
     * @return the recipe with this step added
     */
    default Recipe zv(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Zv(columns));
    }

    /**
     * Removes columns of near-zero variance: the most frequent value occurs more than 95/5 times as often as the next,
     * and there are at most 10 distinct values in 100 rows.
     *
     * @param columns the columns to check
     * @return the recipe with this step added
     */
    default Recipe nzv(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return nzv(columns, 95.0 / 5, 10);
    }

    /**
     * Removes columns of near-zero variance, and those of a single value.
     *
     * @param columns the columns to check
     * @param frequencyCut the ratio of the counts of the two most frequent values above which a column may be removed
     * @param uniqueCut the number of distinct values in 100 rows up to which a column may be removed
     * @return the recipe with this step added
     */
    default Recipe nzv(Selector columns, double frequencyCut, double uniqueCut) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Nzv(columns, frequencyCut, uniqueCut));
    }

    /**
     * Removes columns until no two have an absolute correlation above 0.9.
     *
     * @param columns the columns to compare
     * @return the recipe with this step added
     */
    default Recipe corr(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return corr(columns, 0.9);
    }

    /**
     * Removes columns until no two have an absolute correlation above {@code threshold}.
     *
     * @param columns the columns to compare
     * @param threshold the largest absolute correlation that is kept, from 0 to 1
     * @return the recipe with this step added
     */
    default Recipe corr(Selector columns, double threshold) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Corr(columns, threshold));
    }

    /**
     * Replaces columns by their first principal components. {@code normalize} the columns before.
     *
     * @param columns the columns to replace
     * @param components the number of components, at least 1
     * @return the recipe with this step added
     */
    default Recipe pca(Selector columns, int components) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Pca(columns, components, null));
    }

    /**
     * Replaces columns by a number of principal components that is open, as in
     * {@code pca(allPredictors(), between(2, 8))}.
     *
     * @param columns the columns to replace
     * @param components the range of the number of components
     * @return the recipe with this step added
     */
    default Recipe pca(Selector columns, keras4j.expr.OpenRange<Integer> components) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "components", components);
        return pca(columns, 1).open("components", components);
    }

    /**
     * Replaces columns by as few principal components as explain a fraction of the variance.
     *
     * @param columns the columns to replace
     * @param threshold the fraction of the variance, above 0 and at most 1
     * @return the recipe with this step added
     */
    default Recipe pcaOfVariance(Selector columns, double threshold) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Pca(columns, 1, threshold));
    }

    /**
     * Adds or replaces a column by an expression of others, as in {@code mutate("ratio", "log(disp) / wt")}.
     *
     * @param column the name of the computed column
     * @param expression the {@link MutateExpression} to compute in each row
     * @return the recipe with this step added
     * @throws IllegalArgumentException if the expression can't be parsed; the message points at the character
     */
    default Recipe mutate(String column, String expression) {
        Preconditions.notNull("Recipe", "column", column);
        Preconditions.notNull("Recipe", "expression", expression);
        return with(new Mutate(column, MutateExpression.of(expression)));
    }

    /**
     * Keeps these predictors and removes all others.
     *
     * @param columns the predictors to keep
     * @return the recipe with this step added
     */
    default Recipe select(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Select(columns));
    }

    /**
     * Removes columns.
     *
     * @param columns the columns to remove
     * @return the recipe with this step added
     */
    default Recipe remove(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Remove(columns));
    }

    /**
     * Renames a column.
     *
     * @param column the present name
     * @param to the new name, not yet used
     * @return the recipe with this step added
     */
    default Recipe rename(String column, String to) {
        Preconditions.notNull("Recipe", "column", column);
        Preconditions.notNull("Recipe", "to", to);
        return with(new Rename(column, to));
    }

    /**
     * Replaces dates by columns {@code <date>_<feature>}.
     *
     * @param columns the columns of dates
     * @param features the features to extract; none means the day of the week, the month and the year
     * @return the recipe with this step added
     */
    default Recipe dateFeatures(Selector columns, DateFeature... features) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.array("Recipe", "features", features);
        List<DateFeature> wanted =
                features.length > 0 ? List.of(features) : List.of(DateFeature.DOW, DateFeature.MONTH, DateFeature.YEAR);
        return with(new DateFeatures(columns, wanted));
    }

    /**
     * Fills missing numbers with the mean.
     *
     * @param columns the columns to fill
     * @return the recipe with this step added
     */
    default Recipe imputeMean(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new ImputeMean(columns));
    }

    /**
     * Fills missing numbers with the median.
     *
     * @param columns the columns to fill
     * @return the recipe with this step added
     */
    default Recipe imputeMedian(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new ImputeMedian(columns));
    }

    /**
     * Fills missing labels with the most frequent level.
     *
     * @param columns the columns to fill
     * @return the recipe with this step added
     */
    default Recipe imputeMode(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new ImputeMode(columns));
    }

    /**
     * Fills missing numbers with a constant.
     *
     * @param columns the columns to fill
     * @param value the constant
     * @return the recipe with this step added
     */
    default Recipe imputeConstant(Selector columns, double value) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new ImputeConstant(columns, value));
    }

    /**
     * Fills missing values from the 5 nearest training rows, compared by all predictors.
     *
     * @param columns the columns to fill
     * @return the recipe with this step added
     */
    default Recipe imputeKnn(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return imputeKnn(columns, 5);
    }

    /**
     * Fills missing values from the nearest training rows that have one: numbers with the mean, labels with the mode.
     * Rows are compared by all predictors, with Gower's distance.
     *
     * @param columns the columns to fill
     * @param neighbors the number of nearest rows, at least 1
     * @return the recipe with this step added
     */
    default Recipe imputeKnn(Selector columns, int neighbors) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new ImputeKnn(columns, neighbors, Selectors.allPredictors()));
    }
}
