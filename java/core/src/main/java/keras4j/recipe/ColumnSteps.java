package keras4j.recipe;

import java.util.List;

/** Steps that choose, replace or compute columns. */
public sealed interface ColumnSteps permits Recipe {
    /** The recipe with one more step. */
    Recipe with(Step step);

    /** Takes out columns of one value. */
    default Recipe zv(Selector columns) {
        return with(new Zv(columns));
    }

    /** Takes out columns of nearly one value: the most frequent at least 95/5 times the next, and 10 or fewer distinct in 100. */
    default Recipe nzv(Selector columns) {
        return nzv(columns, 95.0 / 5, 10);
    }

    /** Takes out columns of nearly one value. */
    default Recipe nzv(Selector columns, double frequencyCut, double uniqueCut) {
        return with(new Nzv(columns, frequencyCut, uniqueCut));
    }

    /** Takes out columns until no two correlate above 0.9. */
    default Recipe corr(Selector columns) {
        return corr(columns, 0.9);
    }

    /** Takes out columns until no two correlate above {@code threshold}, from 0 to 1. */
    default Recipe corr(Selector columns, double threshold) {
        return with(new Corr(columns, threshold));
    }

    /** The first principal components in place of columns; {@code normalize} them before. */
    default Recipe pca(Selector columns, int components) {
        return with(new Pca(columns, components, null));
    }

    /** A number of principal components that is not chosen yet, as in {@code pca(allPredictors(), between(2, 8))}. */
    default Recipe pca(Selector columns, keras4j.expr.Range<Integer> components) {
        return pca(columns, 1).open("components", components);
    }

    /** As few principal components as hold {@code threshold}, from 0 to 1, of the variance. */
    default Recipe pcaOfVariance(Selector columns, double threshold) {
        return with(new Pca(columns, 1, threshold));
    }

    /**
     * A column computed from others, as in {@code mutate("ratio", "log(disp) / wt")}.
     *
     * @throws IllegalArgumentException if the expression is none; the message points at the character
     */
    default Recipe mutate(String column, String expression) {
        return with(new Mutate(column, Expression.of(expression)));
    }

    /** Keeps these predictors only. */
    default Recipe select(Selector columns) {
        return with(new Select(columns));
    }

    /** Takes columns out. */
    default Recipe remove(Selector columns) {
        return with(new Remove(columns));
    }

    /** Another name for a column. */
    default Recipe rename(String column, String to) {
        return with(new Rename(column, to));
    }

    /** Columns {@code <date>_<feature>} in place of dates; without features the day of the week, the month and the year. */
    default Recipe dateFeatures(Selector columns, DateFeature... features) {
        List<DateFeature> wanted =
                features.length > 0 ? List.of(features) : List.of(DateFeature.DOW, DateFeature.MONTH, DateFeature.YEAR);
        return with(new DateFeatures(columns, wanted));
    }
}
