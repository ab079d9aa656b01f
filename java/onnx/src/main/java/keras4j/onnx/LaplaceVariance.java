package keras4j.onnx;

import keras4j.data.Tensor;
import keras4j.internal.interval.Laplace;

/** Variances of a prediction by a Laplace posterior: those of the weights, times the squared features. */
final class LaplaceVariance {
    private LaplaceVariance() {}

    /**
     * Returns the variances.
     *
     * @param features the features of the last layer, {@code (rows, features)}
     * @return the variances, {@code (rows, units)}
     */
    static Tensor of(Laplace posterior, Tensor features) {
        float[] variances = posterior.variances();
        int units = posterior.units();
        int width = features.rowSize();
        float[] result = new float[features.rows() * units];
        for (int row = 0; row < features.rows(); row++) {
            float[] values = features.row(row);
            for (int unit = 0; unit < units; unit++) {
                double sum = variances[width * units + unit];
                for (int at = 0; at < width; at++) {
                    sum += (double) values[at] * values[at] * variances[at * units + unit];
                }
                result[row * units + unit] = (float) sum;
            }
        }
        return Tensor.of(result, features.rows(), units);
    }
}
