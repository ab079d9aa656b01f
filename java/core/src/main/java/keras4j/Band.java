package keras4j;

import keras4j.data.Tensor;
import keras4j.interval.Bounds;

/**
 * What is predicted for some rows, and from where to where it lies: all of shape {@code (rows, ...)}.
 *
 * @param centre what is predicted
 */
record Band(Tensor centre, Tensor lower, Tensor upper) {
    /** What holds for one number of one row. */
    @FunctionalInterface
    interface Cell {
        Bounds at(int row, int unit);
    }

    static Band of(Tensor centre, Cell cell) {
        int units = centre.rowSize();
        float[] lower = new float[centre.rows() * units];
        float[] upper = new float[lower.length];
        for (int at = 0; at < lower.length; at++) {
            Bounds bounds = cell.at(at / units, at % units);
            lower[at] = (float) bounds.lower();
            upper[at] = (float) bounds.upper();
        }
        return new Band(centre, Tensor.of(lower, centre.shape()), Tensor.of(upper, centre.shape()));
    }
}
