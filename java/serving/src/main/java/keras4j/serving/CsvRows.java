package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import keras4j.data.InvalidRowException;
import org.jspecify.annotations.Nullable;

/** Rows as comma-separated values with a header; an empty field is a missing value. */
record CsvRows(List<String> header, List<List<String>> rows) implements RequestRows {
    static CsvRows of(String text) {
        List<List<String>> records = CsvText.read(text);
        List<String> header = records.isEmpty() ? List.of() : records.get(0);
        if (new HashSet<>(header).size() < header.size()) {
            throw HttpProblem.badRequest("the header of the CSV must have unique names, got one twice");
        }
        List<List<String>> rows = records.isEmpty() ? records : records.subList(1, records.size());
        for (int row = 0; row < rows.size(); row++) {
            int fields = rows.get(row).size();
            if (fields != header.size()) {
                throw new InvalidRowException("Row", "have " + header.size() + " fields like the header", fields)
                        .at(row);
            }
        }
        return new CsvRows(header, rows);
    }

    @Override
    public int count() {
        return rows.size();
    }

    @Override
    public Collection<String> columns(int row) {
        return header;
    }

    @Override
    public @Nullable JsonNode cell(int row, ModelColumn column) {
        int at = header.indexOf(column.name());
        return at < 0 ? null : column.cellOfText(rows.get(row).get(at));
    }
}
