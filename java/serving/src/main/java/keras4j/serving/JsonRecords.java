package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import keras4j.data.InvalidRowException;
import org.jspecify.annotations.Nullable;

/** Rows as a JSON array of objects, each with the cells of a row by name. */
record JsonRecords(ArrayNode records) implements RequestRows {
    JsonRecords {
        for (int row = 0; row < records.size(); row++) {
            if (!records.get(row).isObject()) {
                throw new InvalidRowException("Row", "be an object of cells by name", kind(records.get(row))).at(row);
            }
        }
    }

    static String kind(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int count() {
        return records.size();
    }

    @Override
    public Collection<String> columns(int row) {
        List<String> names = new ArrayList<>();
        records.get(row).fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public @Nullable JsonNode cell(int row, ModelColumn column) {
        return records.get(row).get(column.name());
    }
}
