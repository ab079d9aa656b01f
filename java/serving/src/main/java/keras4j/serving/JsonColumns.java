package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Rows as a JSON object of columns, each an array with a cell for each row. */
record JsonColumns(ObjectNode object, int count) implements RequestRows {
    static JsonColumns of(ObjectNode object) {
        int count = object.isEmpty() ? 0 : object.elements().next().size();
        for (Map.Entry<String, JsonNode> column : object.properties()) {
            JsonNode cells = column.getValue();
            if (!cells.isArray() || cells.size() != count) {
                throw new InvalidRowException(
                                "Column '" + Quoted.cut(column.getKey()) + "'",
                                "be an array with a cell for each row, as many as the first column",
                                cells.isArray() ? cells.size() + " cells" : JsonRecords.kind(cells))
                        .in(column.getKey());
            }
        }
        return new JsonColumns(object, count);
    }

    @Override
    public Collection<String> columns(int row) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public @Nullable JsonNode cell(int row, ModelColumn column) {
        JsonNode cells = object.get(column.name());
        return cells == null ? null : cells.get(row);
    }
}
