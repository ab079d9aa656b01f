package keras4j.onnx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.explain.VerificationException;
import keras4j.fitted.Fitted;
import keras4j.internal.data.ArraySpec;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.memory.DirectMemory;
import keras4j.internal.onnx.OnnxForm;
import keras4j.scoring.Scorer;

/** Comparison of a form with Keras on random rows, and on samples if there are some. */
final class FormVerification {
    private static final int ROWS = 32;

    private FormVerification() {}

    /**
     * Returns the greatest difference.
     *
     * @param onnx computes the outputs of the form
     * @param keras computes those of Keras
     */
    static double of(Fitted fitted, FittedModel model, UnaryOperator<List<Tensor>> onnx, Scorer keras) {
        Random random = new Random(1);
        double greatest = compared(
                fitted,
                onnx,
                keras,
                model.schema().inputs().stream()
                        .map(input -> drawn(input, random))
                        .toList());
        if (model.samples() != null) {
            greatest = Math.max(
                    greatest, compared(fitted, onnx, keras, model.samples().x()));
        }
        return greatest;
    }

    /** Returns rows of numbers that any layer takes: normal ones, and the integers 0 and 1. */
    private static Tensor drawn(Input input, Random random) {
        int[] shape = new ArraySpec(input.dtype().toString(), input.shape()).shape(ROWS);
        int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        ByteBuffer memory = DirectMemory.zeros(count * input.dtype().bytes());
        for (int at = 0; at < count; at++) {
            switch (input.dtype()) {
                case FLOAT32 -> memory.putFloat(at * Float.BYTES, (float) random.nextGaussian());
                case INT32 -> memory.putInt(at * Integer.BYTES, random.nextInt(2));
                default -> memory.put(at, (byte) random.nextInt());
            }
        }
        return Tensor.wrap(memory, input.dtype() == DType.STRING ? DType.UINT8 : input.dtype(), shape);
    }

    private static double compared(Fitted fitted, UnaryOperator<List<Tensor>> onnx, Scorer keras, List<Tensor> x) {
        List<Tensor> found = onnx.apply(x);
        List<Tensor> due = keras.outputs(fitted, x);
        double greatest = 0;
        for (int output = 0; output < due.size(); output++) {
            float[] then = due.get(output).toFloats();
            float[] now = found.get(output).toFloats();
            for (int at = 0; at < then.length; at++) {
                double difference = Math.abs((double) then[at] - now[at]);
                double most = OnnxForm.ABSOLUTE_TOLERANCE + OnnxForm.RELATIVE_TOLERANCE * Math.abs(then[at]);
                if (Float.compare(then[at], now[at]) != 0 && !(difference <= most)) {
                    throw new VerificationException(String.format(
                            Locale.ROOT,
                            "OnnxScorer.verify: the form of %s must give %s for number %d of %s, got %s; export it again"
                                    + " with keras.withOnnx",
                            fitted.name(),
                            then[at],
                            at,
                            fitted.schema().outcomes().get(output).name(),
                            now[at]));
                }
                greatest = Math.max(greatest, Double.isNaN(difference) ? 0 : difference);
            }
        }
        return greatest;
    }
}
