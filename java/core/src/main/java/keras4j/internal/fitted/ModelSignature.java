package keras4j.internal.fitted;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.InvalidRowException;
import keras4j.data.Tensor;
import keras4j.internal.data.ArraySpec;

/** Signature of a model: its inputs and outputs, and the positions of their numbers in one flat row. */
public final class ModelSignature {
    private static final int EXPONENT = 0x7f800000;
    private static final int LOWEST_OF_EXPONENT = 0x00800000;

    private final List<Input> named;
    private final List<ArraySpec> inputs;
    private final List<ArraySpec> outputs;
    private final DType[] types;
    private final int[] inputFrom;
    private final int[] outputFrom;
    private final boolean varies;
    private final boolean texts;

    public ModelSignature(List<Input> inputs, List<List<Integer>> outputs) {
        this.named = List.copyOf(inputs);
        this.inputs = inputs.stream()
                .map(input -> new ArraySpec(input.dtype().toString(), input.shape()))
                .toList();
        this.outputs = outputs.stream()
                .map(row -> new ArraySpec(DType.FLOAT32.toString(), row))
                .toList();
        this.types = inputs.stream().map(Input::dtype).toArray(DType[]::new);
        this.inputFrom = from(this.inputs);
        this.outputFrom = from(this.outputs);
        this.varies = Stream.concat(this.inputs.stream(), this.outputs.stream()).anyMatch(ArraySpec::varies);
        this.texts = this.inputs.stream().anyMatch(ArraySpec::texts);
    }

    private static int[] from(List<ArraySpec> specs) {
        int[] from = new int[specs.size() + 1];
        for (int at = 0; at < specs.size(); at++) {
            from[at + 1] = from[at] + specs.get(at).size();
        }
        return from;
    }

    public List<ArraySpec> inputs() {
        return inputs;
    }

    public List<ArraySpec> outputs() {
        return outputs;
    }

    public DType type(int input) {
        return types[input];
    }

    /** Returns the start of an input's numbers in a row; for the number of inputs, the end of the last one. */
    public int inputFrom(int input) {
        return inputFrom[input];
    }

    /** Returns the start of an output's numbers in a prediction; for the number of outputs, the end of the last one. */
    public int outputFrom(int output) {
        return outputFrom[output];
    }

    /** Returns the number of values that the model gives for one row, over all outputs. */
    public int outputSize() {
        return outputFrom[outputs.size()];
    }

    /** Returns whether the length of an axis of an input or output varies from row to row. */
    public boolean varies() {
        return varies;
    }

    /** Returns whether an input takes texts. */
    public boolean texts() {
        return texts;
    }

    /** Checks one row of plain numbers. */
    public void requireRow(float[] row) {
        if (texts || varies) {
            throw noNumbers(row);
        }
        if (row.length != inputFrom[inputs.size()]) {
            throw must("have " + inputFrom[inputs.size()] + " numbers as in fit", row.length);
        }
        for (int input = 0; input < types.length; input++) {
            if (types[input] == DType.FLOAT32 && finite(row, inputFrom[input], inputFrom[input + 1])) {
                continue;
            }
            for (int at = inputFrom[input]; at < inputFrom[input + 1]; at++) {
                requireNumber(row[at], input, at);
            }
        }
    }

    /** Returns whether numbers are finite; without a branch, so that the JVM handles several at a time. */
    private static boolean finite(float[] row, int from, int to) {
        int overflow = 0;
        for (int at = from; at < to; at++) {
            overflow |= (Float.floatToRawIntBits(row[at]) & EXPONENT) + LOWEST_OF_EXPONENT;
        }
        return overflow >= 0;
    }

    private IllegalArgumentException noNumbers(float[] row) {
        return new IllegalArgumentException("Keras.predict: row must be a tensor, because "
                + (texts() ? "an input takes texts" : "axes of the inputs vary") + ", got " + row.length
                + " numbers; use predict(fitted, "
                + (texts() ? "Tensor.ofStrings(texts, rows, 1))" : "tensor)"));
    }

    private void requireNumber(float number, int input, int at) {
        String accepted = !Float.isFinite(number)
                ? "be finite numbers"
                : !types[input].holds(number) ? "be " + types[input].accepted() + " as in fit" : "";
        if (!accepted.isEmpty()) {
            throw must(accepted, number)
                    .in(named.get(input).columnAt(at - inputFrom[input]))
                    .advice(" at position " + at);
        }
    }

    private static InvalidRowException must(String accepted, Object got) {
        return new InvalidRowException("Keras.predict: row", accepted, got);
    }

    /** Returns the shape of one row of each output. */
    public List<List<Integer>> outputRows() {
        return outputs.stream().map(ArraySpec::row).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelSignature that && inputs.equals(that.inputs) && outputs.equals(that.outputs);
    }

    @Override
    public int hashCode() {
        return 31 * inputs.hashCode() + outputs.hashCode();
    }

    /** Returns the shape of some rows of each output, in which no axis varies. */
    public List<int[]> outputShapes(int rows) {
        return IntStream.range(0, outputs.size())
                .mapToObj(output -> outputs.get(output).shape(rows))
                .toList();
    }

    /** Returns whether tensors can be the outputs for some rows. */
    public boolean fits(List<Tensor> predicted, int rows) {
        return predicted.size() == outputs.size()
                && IntStream.range(0, outputs.size()).allMatch(output -> outputs.get(output)
                        .fits(predicted.get(output).shape(), rows));
    }
}
