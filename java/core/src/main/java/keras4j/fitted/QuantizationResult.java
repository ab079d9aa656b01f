package keras4j.fitted;

import java.util.Locale;
import keras4j.data.Tensor;
import keras4j.internal.text.ProgressNumbers;

/**
 * Result of a quantization: the quantized model, its sizes and its errors.
 *
 * @param fitted the quantized model
 * @param bytesBefore the size of the model's {@code .keras} file before
 * @param bytesAfter its size now
 * @param maxError the largest absolute difference between the outputs of both models, over the given rows
 * @param meanError the mean absolute difference
 */
public record QuantizationResult(Fitted fitted, long bytesBefore, long bytesAfter, double maxError, double meanError) {
    /**
     * Compares a quantized model with the original.
     *
     * @param before the original model
     * @param expected its outputs for some rows
     * @param after the quantized model
     * @param actual its outputs for these rows
     * @return the sizes and the differences
     */
    public static QuantizationResult of(Fitted before, Tensor expected, Fitted after, Tensor actual) {
        float[] exact = expected.toFloats();
        float[] rough = actual.toFloats();
        double sum = 0;
        double max = 0;
        for (int i = 0; i < exact.length; i++) {
            double error = Math.abs((double) exact[i] - rough[i]);
            sum += error;
            max = Math.max(max, error);
        }
        return new QuantizationResult(
                after,
                before.model().model().length,
                after.model().model().length,
                max,
                exact.length == 0 ? 0 : sum / exact.length);
    }

    /**
     * Returns one line, as in {@code Quantized mlp: 1,234,567 to 345,678 bytes, error at most 0.0123, 0.0012 in the
     * mean}.
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Quantized %s: %,d to %,d bytes, error at most %s, %s in the mean",
                fitted.name(),
                bytesBefore,
                bytesAfter,
                ProgressNumbers.of(maxError),
                ProgressNumbers.of(meanError));
    }
}
