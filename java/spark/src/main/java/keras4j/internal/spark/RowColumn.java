package keras4j.internal.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import keras4j.internal.spark.ColumnBuffer.WholeNumberReader;
import keras4j.internal.text.Quoted;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Column of a dataset that a model takes.
 *
 * @param name the name of the column
 * @param at its place in a row
 * @param type the type of its cells
 */
record RowColumn(String name, int at, DataType type) implements Serializable {
    /** Returns a column; one of a type that frames do not have is refused. */
    static RowColumn of(StructField field, int at) {
        RowColumn column = new RowColumn(field.name(), at, field.dataType());
        if (!column.isNumber() && new CellReaders(column.name, ZoneOffset.UTC).objects(column.type) == null) {
            throw new IllegalArgumentException("Spark: column '" + Quoted.cut(field.name())
                    + "' must hold numbers, booleans, text, dates, timestamps, vectors or arrays of numbers or text, got "
                    + field.dataType().simpleString().toLowerCase(Locale.ROOT) + "; select or cast it before");
        }
        return column;
    }

    private boolean isNumber() {
        return type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType) || CellReaders.whole(type) != null;
    }

    /**
     * Returns an empty buffer for the cells of some rows.
     *
     * @param zone the time zone in which a timestamp is a day and an hour
     */
    ColumnBuffer buffer(int rows, ZoneId zone) {
        if (type.equals(DataTypes.DoubleType)) {
            return new ColumnBuffer.Doubles(at, rows);
        }
        if (type.equals(DataTypes.FloatType)) {
            return new ColumnBuffer.Floats(at, rows);
        }
        WholeNumberReader whole = CellReaders.whole(type);
        return whole != null
                ? new ColumnBuffer.Longs(at, rows, whole, type.equals(DataTypes.LongType))
                : new ColumnBuffer.Objects(at, rows, Objects.requireNonNull(new CellReaders(name, zone).objects(type)));
    }
}
