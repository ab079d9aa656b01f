package keras4j.recipe;

import java.util.stream.Stream;

/** Steps that transform numbers; missing values stay missing. */
public sealed interface NumberSteps permits Recipe {
    /** The recipe with one more step. */
    Recipe with(Step step);

    /** The natural logarithm; that of a negative number is missing. */
    default Recipe log(Selector columns) {
        return log(columns, Math.E, 0);
    }

    /** The logarithm to {@code base} of the number plus {@code offset}. */
    default Recipe log(Selector columns, double base, double offset) {
        return with(new Log(columns, base, offset));
    }

    /** The square root; that of a negative number is missing. */
    default Recipe sqrt(Selector columns) {
        return with(new Sqrt(columns));
    }

    /** Box and Cox's power transformation of positive numbers, its λ of greatest likelihood between -5 and 5. */
    default Recipe boxCox(Selector columns) {
        return with(new BoxCox(columns, -5, 5));
    }

    /** Yeo and Johnson's power transformation of numbers, its λ of greatest likelihood between -5 and 5. */
    default Recipe yeoJohnson(Selector columns) {
        return with(new YeoJohnson(columns, -5, 5));
    }

    /** Orthogonal polynomials of a degree that is not chosen yet, as in {@code poly(columns("hp"), between(1, 3))}. */
    default Recipe poly(Selector columns, keras4j.expr.Range<Integer> degree) {
        return poly(columns, 1).open("degree", degree);
    }

    /** Orthogonal polynomials up to {@code degree} in place of each column, {@code <column>_poly_1} and on. */
    default Recipe poly(Selector columns, int degree) {
        return with(new Poly(columns, degree));
    }

    /** Numbered intervals as levels, of about as many training rows each; missing numbers become {@code bin_missing}. */
    default Recipe discretize(Selector columns, int bins) {
        return with(new Discretize(columns, bins));
    }

    /** Products of a column of each selector, {@code <first>_x_<second>}. */
    default Recipe interact(Selector... factors) {
        return with(new Interact(Stream.of(factors).toList()));
    }

    /** Columns divided by others, {@code <column>_o_<denominator>}. */
    default Recipe ratio(Selector columns, Selector denominators) {
        return with(new Ratio(columns, denominators));
    }
}
