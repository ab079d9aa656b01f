package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Writing of predictions: JSON records, JSON columns or CSV, with the names that {@code predict} gives. */
final class PredictionFormat {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PredictionFormat() {}

    static ArrayNode records(DataFrame frame) {
        ArrayNode records = NODES.arrayNode();
        List<String> names = names(frame);
        for (int row = 0; row < frame.height(); row++) {
            ObjectNode record = records.addObject();
            for (String name : names) {
                record.set(name, cell(frame.getColumn(name), row));
            }
        }
        return records;
    }

    static ObjectNode columns(DataFrame frame) {
        ObjectNode columns = NODES.objectNode();
        for (String name : names(frame)) {
            ArrayNode cells = columns.putArray(name);
            IntStream.range(0, frame.height()).forEach(row -> cells.add(cell(frame.getColumn(name), row)));
        }
        return columns;
    }

    static String csv(DataFrame frame) {
        List<String> names = names(frame);
        String header = names.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\r\n"));
        return IntStream.range(0, frame.height())
                .mapToObj(row -> names.stream()
                        .map(name -> field(frame.getColumn(name), row))
                        .collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining("", header, ""));
    }

    private static String field(Series<?> cells, int row) {
        JsonNode cell = cell(cells, row);
        return cell.isNull() ? "" : CsvText.field(cell.isValueNode() ? cell.asText() : cell.toString());
    }

    static List<String> names(DataFrame frame) {
        return Arrays.asList(frame.getColumnsIndex().toArray());
    }

    /** Returns a cell; a number that is not finite is null, because JSON has none. */
    static JsonNode cell(Series<?> cells, int row) {
        Object value = cells.get(row);
        if (value instanceof float[] numbers) {
            int[] shape = cells instanceof TensorSeries tensors ? tensors.rowShape() : new int[] {numbers.length};
            return nested(numbers, shape, 0, 0);
        }
        return value(value);
    }

    private static JsonNode value(@Nullable Object value) {
        if (value instanceof Float number) {
            return Float.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? NODES.numberNode(number.doubleValue()) : NODES.nullNode();
        }
        return value == null ? NODES.nullNode() : NODES.textNode(value.toString());
    }

    private static JsonNode nested(float[] numbers, int[] shape, int axis, int from) {
        if (axis == shape.length) {
            return value(numbers[from]);
        }
        int size = Arrays.stream(shape, axis + 1, shape.length).reduce(1, Math::multiplyExact);
        ArrayNode array = NODES.arrayNode();
        for (int at = 0; at < shape[axis]; at++) {
            array.add(nested(numbers, shape, axis + 1, from + at * size));
        }
        return array;
    }
}
