package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import keras4j.recipe.Kind;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Column that a model predicts from.
 *
 * @param name the name
 * @param kind the kind of its cells
 * @param levels the levels that it had in training, if it is nominal
 * @param shape the shape of one cell, if it is an array; a length of -1 varies
 * @param dtype the type of the numbers of an array
 */
record ModelColumn(String name, Kind kind, List<String> levels, List<Integer> shape, DType dtype) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Reads the cells of some rows. */
    Series<?> series(RequestRows rows) {
        return switch (kind) {
            case NUMBER -> numbers(rows);
            case ARRAY -> new ArrayColumn(this).series(rows);
            default -> objects(rows);
        };
    }

    private Series<?> numbers(RequestRows rows) {
        double[] numbers = new double[rows.count()];
        for (int row = 0; row < numbers.length; row++) {
            JsonNode cell = cell(rows, row);
            if (!cell.isNumber() && !cell.isNull()) {
                throw must("be a number or null", cell).at(row);
            }
            numbers[row] = cell.isNull() ? Double.NaN : cell.doubleValue();
        }
        return Series.ofDouble(numbers);
    }

    private Series<?> objects(RequestRows rows) {
        @Nullable Object[] cells = new Object[rows.count()];
        for (int row = 0; row < cells.length; row++) {
            JsonNode cell = cell(rows, row);
            cells[row] = cell.isNull() ? null : value(cell, row);
        }
        return Series.of(cells);
    }

    private Object value(JsonNode cell, int row) {
        return switch (kind) {
            case BOOLEAN -> {
                if (!cell.isBoolean()) {
                    throw must("be true, false or null", cell).at(row);
                }
                yield cell.booleanValue();
            }
            case DATE -> date(cell, row);
            default -> {
                if (!cell.isTextual() && !(kind == Kind.NOMINAL && (cell.isIntegralNumber() || cell.isBoolean()))) {
                    throw must("be a text or null", cell).at(row);
                }
                yield cell.asText();
            }
        };
    }

    private Temporal date(JsonNode cell, int row) {
        String text = cell.asText();
        try {
            return text.indexOf('T') < 0 ? LocalDate.parse(text) : LocalDateTime.parse(text);
        } catch (DateTimeException refused) {
            throw must("be a day such as 2026-11-30, a moment such as 2026-11-30T12:00:00, or null", cell)
                    .at(row);
        }
    }

    /** Returns a cell, which is null only as JSON's null. */
    JsonNode cell(RequestRows rows, int row) {
        JsonNode cell = rows.cell(row, this);
        if (cell == null) {
            throw new InvalidRowException(
                            subject(), "be in each row, with null for a missing value", Quoted.of(rows.columns(row)))
                    .in(name)
                    .at(row)
                    .advice(NearestName.quotedHint(name, rows.columns(row)));
        }
        return cell;
    }

    InvalidRowException must(String accepted, JsonNode got) {
        String shown = got.isTextual() ? "'" + Quoted.cut(got.textValue()) + "'" : Quoted.cut(got);
        return new InvalidRowException(subject(), accepted, shown).in(name);
    }

    private String subject() {
        return "Column '" + Quoted.cut(name) + "'";
    }

    /** Returns the cell of a CSV field; a field that is not of the column's kind stays a text. */
    JsonNode cellOfText(String field) {
        if (field.isEmpty()) {
            return NODES.nullNode();
        }
        return switch (kind) {
            case NUMBER -> numberOrText(field);
            case BOOLEAN ->
                field.equals("true") || field.equals("false")
                        ? NODES.booleanNode(field.equals("true"))
                        : NODES.textNode(field);
            default -> NODES.textNode(field);
        };
    }

    private static JsonNode numberOrText(String field) {
        try {
            return NODES.numberNode(Double.parseDouble(field));
        } catch (NumberFormatException text) {
            return NODES.textNode(field);
        }
    }

    /** Returns the datatype of the Open Inference Protocol. */
    String datatype() {
        return switch (kind) {
            case NUMBER -> "FP64";
            case BOOLEAN -> "BOOL";
            case NOMINAL, TEXT, DATE -> "BYTES";
            case ARRAY ->
                switch (dtype) {
                    case FLOAT32 -> "FP32";
                    case INT32 -> "INT32";
                    case UINT8 -> "UINT8";
                    case STRING -> "BYTES";
                };
        };
    }

    /** Returns a placeholder cell. */
    JsonNode example() {
        return switch (kind) {
            case NUMBER -> NODES.numberNode(0);
            case BOOLEAN -> NODES.booleanNode(false);
            case NOMINAL -> NODES.textNode(levels.isEmpty() ? "" : levels.get(0));
            case TEXT -> NODES.textNode("");
            case DATE -> NODES.textNode("2000-01-01");
            case ARRAY -> zeros(axes());
        };
    }

    /** Returns the shape of a cell; one axis that varies where only the network knows it. */
    private List<Integer> axes() {
        return shape.isEmpty() ? List.of(Input.VARYING) : shape;
    }

    private JsonNode zeros(List<Integer> lengths) {
        if (lengths.isEmpty()) {
            return dtype == DType.STRING ? NODES.textNode("") : NODES.numberNode(0);
        }
        ArrayNode array = NODES.arrayNode();
        JsonNode item = zeros(lengths.subList(1, lengths.size()));
        for (int at = 0; at < Math.abs(lengths.get(0)); at++) {
            array.add(item);
        }
        return array;
    }

    /** Returns the JSON Schema of a cell. */
    ObjectNode schema() {
        ObjectNode schema = NODES.objectNode();
        ArrayNode types = NODES.arrayNode();
        switch (kind) {
            case NUMBER -> types.add("number");
            case BOOLEAN -> types.add("boolean");
            case NOMINAL, TEXT, DATE -> types.add("string");
            case ARRAY -> {
                return arraySchema(axes());
            }
        }
        schema.set("type", types.add("null"));
        if (kind == Kind.NOMINAL && !levels.isEmpty()) {
            schema.put("description", "In training one of " + Quoted.of(levels));
        }
        return schema;
    }

    private ObjectNode arraySchema(List<Integer> lengths) {
        ObjectNode schema = NODES.objectNode();
        if (lengths.isEmpty()) {
            return schema.put("type", dtype == DType.STRING ? "string" : dtype == DType.FLOAT32 ? "number" : "integer");
        }
        schema.put("type", "array");
        if (lengths.get(0) != Input.VARYING) {
            schema.put("minItems", lengths.get(0)).put("maxItems", lengths.get(0));
        }
        schema.set("items", arraySchema(lengths.subList(1, lengths.size())));
        return schema;
    }
}
