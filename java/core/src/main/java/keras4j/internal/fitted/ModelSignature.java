package keras4j.internal.fitted;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.internal.data.ArraySpec;

/** Signature of a model: its inputs and outputs, and the positions of their numbers in one flat row. */
public final class ModelSignature {
    private final List<ArraySpec> inputs;
    private final List<ArraySpec> outputs;
    private final DType[] types;
    private final int[] inputFrom;
    private final int[] outputFrom;

    public ModelSignature(List<Input> inputs, List<List<Integer>> outputs) {
        this.inputs = inputs.stream()
                .map(input -> new ArraySpec(input.dtype().toString(), input.shape()))
                .toList();
        this.outputs = outputs.stream()
                .map(row -> new ArraySpec(DType.FLOAT32.toString(), row))
                .toList();
        this.types = inputs.stream().map(Input::dtype).toArray(DType[]::new);
        this.inputFrom = from(this.inputs);
        this.outputFrom = from(this.outputs);
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

    /** Checks one row of plain numbers. */
    public void requireRow(float[] row) {
        if (row.length != inputFrom[inputs.size()]) {
            throw new IllegalArgumentException("Keras.predict: row must have " + inputFrom[inputs.size()]
                    + " numbers as in fit, got " + row.length);
        }
        for (int input = 0; input < types.length; input++) {
            for (int at = inputFrom[input]; at < inputFrom[input + 1]; at++) {
                requireNumber(row[at], types[input], at);
            }
        }
    }

    private static void requireNumber(float number, DType type, int at) {
        if (!Float.isFinite(number)) {
            throw new IllegalArgumentException(
                    "Keras.predict: row must be finite numbers, got " + number + " at position " + at);
        }
        if (!type.holds(number)) {
            throw new IllegalArgumentException("Keras.predict: row must be " + type.accepted() + " as in fit, got "
                    + number + " at position " + at);
        }
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

    /** Returns the shape of some rows of each output. */
    public List<int[]> outputShapes(int rows) {
        return IntStream.range(0, outputs.size())
                .mapToObj(output -> outputs.get(output).shape(rows))
                .toList();
    }
}
