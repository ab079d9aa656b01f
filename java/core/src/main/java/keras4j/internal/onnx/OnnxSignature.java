package keras4j.internal.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.archive.ValidationRule;
import keras4j.data.Input;
import keras4j.data.Schema;
import keras4j.internal.archive.Validator;
import keras4j.internal.data.ArraySpec;

/**
 * Inputs and outputs that the ONNX form of a model has.
 *
 * @param inputs the names of the inputs, in the order of the schema
 * @param outputs the names of the outputs, in the order of the schema's outcomes
 * @param features the names of the features of each output's last layer; none without a Laplace posterior
 * @param logits the names of the logits of each output, empty for one of numbers; none without a Laplace posterior
 * @param rows the type and the shape of one row of each input
 * @param outputRows the shape of one row of each output
 */
public record OnnxSignature(
        List<String> inputs,
        List<String> outputs,
        List<String> features,
        List<String> logits,
        List<ArraySpec> rows,
        List<List<Integer>> outputRows) {
    private static final int FLOAT = 1;
    private static final Map<String, Integer> TYPES = Map.of("float32", FLOAT, "uint8", 2, "int32", 6);

    /**
     * Returns the signature of a model.
     *
     * @param uncertain whether it has a Laplace posterior
     */
    public static OnnxSignature of(Schema schema, List<List<Integer>> outputRows, boolean uncertain) {
        List<String> inputs = schema.inputs().stream().map(Input::name).toList();
        List<String> outputs = schema.outcomes().stream()
                .map(each -> output(each.name(), inputs))
                .toList();
        List<ArraySpec> rows = schema.inputs().stream().map(OnnxSignature::row).toList();
        List<String> features = outputs.stream().map(each -> each + ".features").toList();
        return uncertain
                ? new OnnxSignature(inputs, outputs, features, logits(schema, outputs), rows, outputRows)
                : new OnnxSignature(inputs, outputs, List.of(), List.of(), rows, outputRows);
    }

    /** Returns the name of an output, which no input has. */
    private static String output(String outcome, List<String> inputs) {
        return (inputs.contains(outcome) ? "pred_" : "") + outcome;
    }

    private static List<String> logits(Schema schema, List<String> outputs) {
        return IntStream.range(0, outputs.size())
                .mapToObj(at -> schema.outcomes().get(at).classifies() ? outputs.get(at) + ".logits" : "")
                .toList();
    }

    private static ArraySpec row(Input input) {
        return new ArraySpec(input.dtype().toString(), input.shape());
    }

    /** Checks that a file has these inputs and outputs, with any number of rows. */
    void check(List<OnnxValue> given, List<OnnxValue> made, Validator rules) {
        List<String> names =
                Stream.of(outputs, features, logits).flatMap(List::stream).toList();
        same("inputs", inputs, named(given), rules);
        same("outputs", names.stream().filter(name -> !name.isEmpty()).toList(), named(made), rules);
        checkRows(given, made, rules);
    }

    private void checkRows(List<OnnxValue> given, List<OnnxValue> made, Validator rules) {
        for (int at = 0; at < given.size(); at++) {
            ArraySpec row = rows.get(at);
            requireRow(given.get(at), TYPES.getOrDefault(row.dtype(), 0), row.row(), rules);
        }
        for (int at = 0; at < outputRows.size(); at++) {
            requireRow(made.get(at), FLOAT, outputRows.get(at), rules);
        }
    }

    private static List<String> named(List<OnnxValue> values) {
        return values.stream().map(OnnxValue::name).toList();
    }

    private static void requireRow(OnnxValue value, int type, List<Integer> row, Validator rules) {
        List<Long> shape = new ArrayList<>(List.of(-1L));
        row.forEach(length -> shape.add(length.longValue()));
        same("type of " + value.name(), type, value.type(), rules);
        same("shape of " + value.name(), shape, value.shape(), rules);
    }

    private static void same(String what, Object due, Object found, Validator rules) {
        rules.require(
                ValidationRule.ONNX_SIGNATURE, due.equals(found), what + " must be that of the model, " + due, found);
    }
}
