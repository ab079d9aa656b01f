package keras4j.internal.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import keras4j.data.Tensor;
import keras4j.explain.VerificationException;
import keras4j.fitted.Fitted;
import keras4j.internal.text.ProgressNumbers;
import keras4j.model.Samples;

/** Verification of a model by its samples: compares present outputs with the stored ones. */
public final class SampleVerification {
    private final Fitted fitted;
    private final double tolerance;
    private double largest;
    private int others;
    private String first = "";

    public SampleVerification(Fitted fitted, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("Keras.verify: tolerance must be 0 or more, got " + tolerance);
        }
        this.fitted = fitted;
        this.tolerance = tolerance;
    }

    /** Returns the samples of a model. */
    public static Samples samples(Fitted fitted) {
        return fitted.samples()
                .orElseThrow(() -> new IllegalStateException("Keras.verify: " + fitted.name()
                        + " must have samples, got none; keras.withSamples(fitted, rows) adds some"));
    }

    /** Returns the largest difference. */
    public double of(List<Tensor> predicted) {
        List<Tensor> expected = samples(fitted).predicted();
        for (int output = 0; output < expected.size(); output++) {
            compare(output, expected.get(output), predicted.get(output));
        }
        if (others > 0) {
            throw different(expected);
        }
        return largest;
    }

    private VerificationException different(List<Tensor> expected) {
        return new VerificationException("Keras.verify: " + fitted.name() + " must predict " + first + "; " + others
                + " of "
                + expected.stream().mapToInt(each -> each.toFloats().length).sum()
                + " numbers differ by more than " + tolerance + "; it was fitted with " + text(fitted));
    }

    private static String text(Fitted fitted) {
        return fitted.versions().entrySet().stream()
                .filter(each -> !each.getKey().equals("keras4j"))
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void compare(int output, Tensor expected, Tensor predicted) {
        float[] then = expected.toFloats();
        float[] now = predicted.toFloats();
        int width = expected.rowSize();
        for (int at = 0; at < then.length; at++) {
            double difference = Math.abs((double) then[at] - now[at]);
            boolean same = Float.compare(then[at], now[at]) == 0 || difference <= tolerance * (1 + Math.abs(then[at]));
            if (same) {
                largest = Math.max(largest, Double.isNaN(difference) ? 0 : difference);
            } else if (others++ == 0) {
                first = String.format(
                        Locale.ROOT,
                        "%s for number %d of %s in sample %d, got %s, which differs by %s",
                        then[at],
                        at % width,
                        fitted.schema().outcomes().get(output).name(),
                        at / width,
                        now[at],
                        ProgressNumbers.of(difference));
            }
        }
    }
}
