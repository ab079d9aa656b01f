package keras4j;

import java.util.Locale;
import keras4j.data.Tensor;
import keras4j.text.Figures;

/**
 * A quantized model, and what that gained and cost.
 *
 * @param fitted the quantized model
 * @param bytesBefore the size of the model's {@code .keras} file before
 * @param bytesAfter its size now
 * @param maxError the largest absolute difference between the outputs of the two, over the rows that were given
 * @param meanError the mean absolute difference
 */
public record Quantized(Fitted fitted, long bytesBefore, long bytesAfter, double maxError, double meanError) {
    static Quantized of(Fitted before, Tensor expected, Fitted after, Tensor actual) {
        float[] exact = expected.toFloats();
        float[] rough = actual.toFloats();
        double sum = 0;
        double max = 0;
        for (int i = 0; i < exact.length; i++) {
            double error = Math.abs((double) exact[i] - rough[i]);
            sum += error;
            max = Math.max(max, error);
        }
        return new Quantized(
                after, before.model().length, after.model().length, max, exact.length == 0 ? 0 : sum / exact.length);
    }

    /** As in {@code Quantized mlp: 1,234,567 to 345,678 bytes, error at most 0.0123, 0.0012 in the mean}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Quantized %s: %,d to %,d bytes, error at most %s, %s in the mean",
                fitted.name(),
                bytesBefore,
                bytesAfter,
                Figures.of(maxError),
                Figures.of(meanError));
    }
}
