package keras4j.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Types of the columns of predictions, as JSON Schema and as datatypes of the Open Inference Protocol. */
final class PredictionSchema {
    private PredictionSchema() {}

    /** Returns the JSON Schema of a predicted row. */
    static ObjectNode of(DataFrame prototype) {
        ObjectNode schema = ServingJson.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (String name : PredictionFormat.names(prototype)) {
            properties.set(name, type(prototype.getColumn(name)));
            required.add(name);
        }
        return schema;
    }

    private static ObjectNode type(Series<?> cells) {
        ObjectNode type = ServingJson.object();
        if (isNumber(cells)) {
            type.putArray("type").add("number").add("null");
            return type;
        }
        return type.put("type", cells instanceof TensorSeries ? "array" : "string");
    }

    static boolean isNumber(Series<?> cells) {
        return cells.size() > 0 && cells.get(0) instanceof Number;
    }

    static String datatype(Series<?> cells) {
        return isNumber(cells) || cells instanceof TensorSeries ? "FP32" : "BYTES";
    }
}
