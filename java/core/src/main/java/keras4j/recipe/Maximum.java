package keras4j.recipe;

import java.util.function.DoubleUnaryOperator;

/** The place of a function's maximum, by golden sections: R. P. Brent, Algorithms for Minimization Without Derivatives, 1973. */
final class Maximum {
    private static final double SECTION = (Math.sqrt(5) - 1) / 2;
    private static final double TOLERANCE = 1e-9;

    private Maximum() {}

    static double of(DoubleUnaryOperator function, double from, double to) {
        double left = to - SECTION * (to - from);
        double right = from + SECTION * (to - from);
        double atLeft = function.applyAsDouble(left);
        double atRight = function.applyAsDouble(right);
        while (to - from > TOLERANCE) {
            if (atLeft > atRight) {
                to = right;
                right = left;
                atRight = atLeft;
                left = to - SECTION * (to - from);
                atLeft = function.applyAsDouble(left);
            } else {
                from = left;
                left = right;
                atLeft = atRight;
                right = from + SECTION * (to - from);
                atRight = function.applyAsDouble(right);
            }
        }
        return (from + to) / 2;
    }
}
