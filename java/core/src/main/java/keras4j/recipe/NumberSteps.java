package keras4j.recipe;

import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;

/** Steps that scale and transform columns of numbers; missing values stay missing. */
public sealed interface NumberSteps permits Recipe {
    /**
     * Returns the recipe with one more step.
     *
     * @param step the step to add
     * @return a copy of the recipe that ends with the step
     */
    Recipe with(Step step);

    /**
     * Takes the natural logarithm; that of a negative number is missing.
     *
     * @param columns the columns to transform
     * @return the recipe with this step added
     */
    default Recipe log(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return log(columns, Math.E, 0);
    }

    /**
     * Takes the logarithm to {@code base} of the number plus {@code offset}; that of a negative number is missing.
     *
     * @param columns the columns to transform
     * @param base the base, above 0 and not 1
     * @param offset the number to add first
     * @return the recipe with this step added
     */
    default Recipe log(Selector columns, double base, double offset) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Log(columns, base, offset));
    }

    /**
     * Takes the square root; that of a negative number is missing.
     *
     * @param columns the columns to transform
     * @return the recipe with this step added
     */
    default Recipe sqrt(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Sqrt(columns));
    }

    /**
     * Applies the Box-Cox power transformation to positive numbers, with the λ of greatest likelihood between -5 and 5. A
     * column stays as it is if it has fewer than five distinct values, its λ would be at a limit, or rounding would make
     * most of its transformed numbers equal.
     *
     * @param columns the columns to transform
     * @return the recipe with this step added
     */
    default Recipe boxCox(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new BoxCox(columns, -5, 5));
    }

    /**
     * Applies the Yeo-Johnson power transformation to numbers, with the λ of greatest likelihood between -5 and 5. Columns
     * stay as they are in the cases of {@link #boxCox}.
     *
     * @param columns the columns to transform
     * @return the recipe with this step added
     */
    default Recipe yeoJohnson(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new YeoJohnson(columns, -5, 5));
    }

    /**
     * Replaces columns by orthogonal polynomials of a degree that is open, as in
     * {@code poly(columns("hp"), between(1, 3))}.
     *
     * @param columns the columns to replace
     * @param degree the range of the degree
     * @return the recipe with this step added
     */
    default Recipe poly(Selector columns, keras4j.expr.OpenRange<Integer> degree) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "degree", degree);
        return poly(columns, 1).open("degree", degree);
    }

    /**
     * Replaces each column by orthogonal polynomials up to {@code degree}, {@code <column>_poly_1} and so on.
     *
     * @param columns the columns to replace
     * @param degree the highest degree, at least 1
     * @return the recipe with this step added
     */
    default Recipe poly(Selector columns, int degree) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Poly(columns, degree));
    }

    /**
     * Bins numbers into numbered intervals, which hold about the same number of training rows. Missing numbers become
     * {@code bin_missing}.
     *
     * @param columns the columns to bin
     * @param bins the number of intervals, at least 2
     * @return the recipe with this step added
     */
    default Recipe discretize(Selector columns, int bins) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Discretize(columns, bins));
    }

    /**
     * Adds products of columns, one of each selector, named {@code <first>_x_<second>}.
     *
     * @param factors the selectors, at least 2
     * @return the recipe with this step added
     */
    default Recipe interact(Selector... factors) {
        Preconditions.array("Recipe", "factors", factors);
        return with(new Interact(Stream.of(factors).toList()));
    }

    /**
     * Adds columns divided by others, named {@code <column>_o_<denominator>}.
     *
     * @param columns the numerators
     * @param denominators the denominators
     * @return the recipe with this step added
     */
    default Recipe ratio(Selector columns, Selector denominators) {
        Preconditions.notNull("Recipe", "columns", columns);
        Preconditions.notNull("Recipe", "denominators", denominators);
        return with(new Ratio(columns, denominators));
    }

    /**
     * Subtracts the mean.
     *
     * @param columns the columns to center
     * @return the recipe with this step added
     */
    default Recipe center(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Center(columns));
    }

    /**
     * Divides by the standard deviation (divisor N−1). A constant column stays as it is.
     *
     * @param columns the columns to scale
     * @return the recipe with this step added
     */
    default Recipe scale(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Scale(columns));
    }

    /**
     * Subtracts the mean and divides by the standard deviation (divisor N−1). A constant column becomes 0.
     *
     * @param columns the columns to standardize
     * @return the recipe with this step added
     */
    default Recipe normalize(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return with(new Normalize(columns));
    }

    /**
     * Scales the training rows' range to 0 to 1; values beyond it are clipped.
     *
     * @param columns the columns to scale
     * @return the recipe with this step added
     */
    default Recipe range(Selector columns) {
        Preconditions.notNull("Recipe", "columns", columns);
        return range(columns, 0, 1);
    }

    /**
     * Scales the training rows' range to {@code min} to {@code max}; values beyond it are clipped.
     *
     * @param columns the columns to scale
     * @param min the value that the smallest training value is mapped to
     * @param max the value that the largest training value is mapped to, above {@code min}
     * @return the recipe with this step added
     */
    default Recipe range(Selector columns, double min, double max) {
        return with(new Range(columns, min, max, true));
    }
}
