package keras4j.fitted;

import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressNumbers;
import keras4j.prediction.Predictions;

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
     * Checks the components.
     *
     * @param fitted the quantized model
     * @param bytesBefore the size of the model's {@code .keras} file before
     * @param bytesAfter its size now
     * @param maxError the largest absolute difference between the outputs of both models, over the given rows
     * @param meanError the mean absolute difference
     */
    public QuantizationResult {
        Preconditions.notNull("QuantizationResult", "fitted", fitted);
    }

    /**
     * Compares a quantized model with the original.
     *
     * @param before the original model
     * @param expected its predictions for some rows
     * @param after the quantized model
     * @param actual its predictions for these rows
     * @return the sizes and the differences
     */
    public static QuantizationResult of(Fitted before, Predictions expected, Fitted after, Predictions actual) {
        Preconditions.notNull("QuantizationResult", "before", before);
        Preconditions.notNull("QuantizationResult", "expected", expected);
        Preconditions.notNull("QuantizationResult", "after", after);
        Preconditions.notNull("QuantizationResult", "actual", actual);
        DoubleSummaryStatistics errors = before.schema().outcomes().stream()
                .map(Outcome::name)
                .flatMapToDouble(output -> errors(
                        expected.of(output).tensor().toFloats(),
                        actual.of(output).tensor().toFloats()))
                .summaryStatistics();
        return new QuantizationResult(
                after,
                before.model().model().length,
                after.model().model().length,
                Math.max(0, errors.getMax()),
                errors.getAverage());
    }

    private static DoubleStream errors(float[] exact, float[] rough) {
        return IntStream.range(0, exact.length).mapToDouble(at -> Math.abs((double) exact[at] - rough[at]));
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
