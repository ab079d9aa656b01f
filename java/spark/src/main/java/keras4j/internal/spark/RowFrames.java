package keras4j.internal.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.apache.spark.sql.types.StructType;

/**
 * Conversion of rows to frames, column by column.
 *
 * @param columns the columns that are converted
 * @param zone the name of the time zone in which a timestamp is a day and an hour
 */
record RowFrames(List<RowColumn> columns, String zone) implements Serializable {
    RowFrames {
        columns = new ArrayList<>(columns);
    }

    /**
     * Returns the conversion of a dataset.
     *
     * @param required the columns that must be there
     * @param others columns that are converted if they are there
     */
    static RowFrames of(StructType schema, Collection<String> required, Collection<String> others, String zone) {
        List<String> known = Arrays.asList(schema.fieldNames());
        for (String name : required) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Spark: column '" + Quoted.cut(name)
                        + "' must be in the dataset, got columns " + Quoted.of(known)
                        + NearestName.quotedHint(name, known));
            }
        }
        List<RowColumn> columns = new ArrayList<>();
        for (int at = 0; at < known.size(); at++) {
            if (Set.copyOf(required).contains(known.get(at))
                    || Set.copyOf(others).contains(known.get(at))) {
                columns.add(RowColumn.of(schema.fields()[at], at));
            }
        }
        return new RowFrames(columns, zone);
    }

    /** Returns an empty buffer for some rows. */
    FrameBuffer buffer(int rows) {
        ZoneId days = ZoneId.of(zone);
        return new FrameBuffer(
                columns.stream().map(RowColumn::name).toList(),
                columns.stream().map(column -> column.buffer(rows, days)).toList());
    }
}
