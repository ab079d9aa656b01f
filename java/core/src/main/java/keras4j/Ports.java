package keras4j;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.python.ArraySpec;

/** What goes into a model and comes out, and where one row's numbers of each input and output stand among all. */
final class Ports {
    private final List<ArraySpec> inputs;
    private final List<ArraySpec> outputs;
    private final DType[] types;
    private final int[] inputFrom;
    private final int[] outputFrom;

    Ports(List<Input> inputs, List<List<Integer>> outputs) {
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

    List<ArraySpec> inputs() {
        return inputs;
    }

    List<ArraySpec> outputs() {
        return outputs;
    }

    DType type(int input) {
        return types[input];
    }

    /** Where an input's numbers begin in a row; for the number of inputs, where the last one's end. */
    int inputFrom(int input) {
        return inputFrom[input];
    }

    /** Where an output's numbers begin in a prediction; for the number of outputs, where the last one's end. */
    int outputFrom(int output) {
        return outputFrom[output];
    }

    /** How many numbers the model gives for one row, all outputs together. */
    int outputSize() {
        return outputFrom[outputs.size()];
    }

    /** Checks one row of plain numbers. */
    void requireRow(float[] row) {
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

    /** The shape of some rows of each output. */
    List<int[]> outputShapes(int rows) {
        return IntStream.range(0, outputs.size())
                .mapToObj(output -> outputs.get(output).shape(rows))
                .toList();
    }
}
