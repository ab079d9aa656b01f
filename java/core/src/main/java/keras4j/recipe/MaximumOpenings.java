package keras4j.recipe;

import java.util.function.DoubleUnaryOperator;

/**
 * Golden-section search for the maximum of a function of one variable.
 *
 * <p>R. P. Brent: Algorithms for Minimization Without Derivatives, 1973.
 */
final class MaximumOpenings {
    private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;
    private static final double TOLERANCE = 1e-9;

    private MaximumOpenings() {}

    static double of(DoubleUnaryOperator function, double from, double to) {
        double left = to - GOLDEN_SECTION * (to - from);
        double right = from + GOLDEN_SECTION * (to - from);
        double atLeft = function.applyAsDouble(left);
        double atRight = function.applyAsDouble(right);
        while (to - from > TOLERANCE) {
            if (atLeft > atRight) {
                to = right;
                right = left;
                atRight = atLeft;
                left = to - GOLDEN_SECTION * (to - from);
                atLeft = function.applyAsDouble(left);
            } else {
                from = left;
                left = right;
                atLeft = atRight;
                right = from + GOLDEN_SECTION * (to - from);
                atRight = function.applyAsDouble(right);
            }
        }
        return (from + to) / 2;
    }
}
