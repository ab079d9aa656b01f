package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Quoted;

/**
 * Input tensor of the Open Inference Protocol, which holds one column.
 *
 * @param shape its shape, whose first axis is the rows
 * @param data its numbers or texts in C order
 */
record InferenceTensor(String name, List<Integer> shape, List<JsonNode> data) {
    private static final Set<String> DATATYPES = Set.of(
            "BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64",
            "BYTES");

    /** Reads a tensor, whose data are flat or nested arrays. */
    static InferenceTensor of(JsonNode node) {
        JsonNode name = node.path("name");
        JsonNode datatype = node.path("datatype");
        if (!name.isTextual()
                || !DATATYPES.contains(datatype.asText())
                || !node.path("data").isArray()) {
            throw HttpProblem.badRequest("inputs must be objects with name, shape, a datatype of "
                    + DATATYPES.stream().sorted().toList()
                    + " and an array of data, got another");
        }
        List<Integer> shape = shape(node.path("shape"), name.textValue());
        List<JsonNode> data = new ArrayList<>();
        flatten(node.path("data"), data);
        long due = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (due != data.size()) {
            throw new InvalidRowException(
                            "Input '" + Quoted.cut(name.textValue()) + "'",
                            "have as many data as its shape " + shape,
                            data.size())
                    .in(name.textValue());
        }
        return new InferenceTensor(name.textValue(), shape, data);
    }

    private static List<Integer> shape(JsonNode node, String name) {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode length : node) {
            if (!length.isInt() || length.intValue() < 0 || length.intValue() > 1 << 20) {
                throw badShape(name, node);
            }
            shape.add(length.intValue());
        }
        if (shape.isEmpty() || shape.size() > 8) {
            throw badShape(name, node);
        }
        return shape;
    }

    private static InvalidRowException badShape(String name, JsonNode got) {
        return new InvalidRowException(
                        "Input '" + Quoted.cut(name) + "'",
                        "have a shape of 1 to 8 whole numbers, the first of which is the rows",
                        got.isMissingNode() ? "none" : Quoted.cut(got))
                .in(name);
    }

    private static void flatten(JsonNode node, List<JsonNode> data) {
        if (node.isArray()) {
            node.forEach(item -> flatten(item, data));
        } else {
            data.add(node);
        }
    }

    int rows() {
        return shape.get(0);
    }

    /** Returns the data of one row: an array of the shape of a row, or the only item if {@code scalar}. */
    JsonNode row(int row, boolean scalar) {
        int size = data.size() / Math.max(1, rows());
        List<JsonNode> items = data.subList(row * size, (row + 1) * size);
        return scalar && size == 1 ? items.get(0) : nested(items, shape.subList(1, shape.size()));
    }

    private static JsonNode nested(List<JsonNode> items, List<Integer> lengths) {
        if (lengths.isEmpty()) {
            return items.get(0);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int size = items.size() / Math.max(1, lengths.get(0));
        for (int at = 0; at < lengths.get(0); at++) {
            array.add(nested(items.subList(at * size, (at + 1) * size), lengths.subList(1, lengths.size())));
        }
        return array;
    }
}
