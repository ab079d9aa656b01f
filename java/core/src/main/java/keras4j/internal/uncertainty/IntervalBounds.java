package keras4j.internal.uncertainty;

import keras4j.data.Tensor;
import keras4j.internal.interval.IntervalBoundsOf;

/**
 * Predictions with lower and upper bounds, all of shape {@code (rows, ...)}.
 *
 * @param centre the predictions
 */
public record IntervalBounds(Tensor centre, Tensor lower, Tensor upper) {
    /** Function from one number of one row to its bounds. */
    @FunctionalInterface
    interface Cell {
        IntervalBoundsOf at(int row, int unit);
    }

    static IntervalBounds of(Tensor centre, Cell cell) {
        int units = centre.rowSize();
        float[] lower = new float[centre.rows() * units];
        float[] upper = new float[lower.length];
        for (int at = 0; at < lower.length; at++) {
            IntervalBoundsOf bounds = cell.at(at / units, at % units);
            lower[at] = (float) bounds.lower();
            upper[at] = (float) bounds.upper();
        }
        return new IntervalBounds(centre, Tensor.of(lower, centre.shape()), Tensor.of(upper, centre.shape()));
    }
}
