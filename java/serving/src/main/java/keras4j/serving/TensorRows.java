package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Quoted;
import keras4j.recipe.Kind;
import org.jspecify.annotations.Nullable;

/** Rows as the tensors of the Open Inference Protocol, one for each column. */
record TensorRows(Map<String, InferenceTensor> tensors, int count) implements RequestRows {
    static TensorRows of(JsonNode inputs) {
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw HttpProblem.badRequest("inputs must be an array of at least one tensor, got "
                    + (inputs.isArray() ? "none" : JsonRecords.kind(inputs)));
        }
        Map<String, InferenceTensor> tensors = new LinkedHashMap<>();
        int count = -1;
        for (JsonNode input : inputs) {
            InferenceTensor tensor = InferenceTensor.of(input);
            count = count < 0 ? tensor.rows() : count;
            if (tensor.rows() != count || tensors.put(tensor.name(), tensor) != null) {
                throw new InvalidRowException(
                                "Input '" + Quoted.cut(tensor.name()) + "'",
                                "be given once, with " + count + " rows like the first input",
                                tensor.rows() + " rows")
                        .in(tensor.name());
            }
        }
        return new TensorRows(tensors, count);
    }

    @Override
    public Collection<String> columns(int row) {
        return tensors.keySet();
    }

    @Override
    public @Nullable JsonNode cell(int row, ModelColumn column) {
        InferenceTensor tensor = tensors.get(column.name());
        return tensor == null ? null : tensor.row(row, column.kind() != Kind.ARRAY);
    }
}
