package keras4j.internal.spark;

import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;
import keras4j.internal.text.Quoted;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import scala.collection.Iterator;

/**
 * Column of a dataset that a model takes.
 *
 * @param name the name of the column
 * @param at its place in a row
 * @param kind the kind of its cells
 */
record RowColumn(String name, int at, CellKind kind) implements Serializable {
    /** Kind of the cells of a column. */
    enum CellKind {
        DOUBLE,
        FLOAT,
        INTEGER,
        LONG,
        /** Booleans, texts and decimals, which a frame takes as they are. */
        OBJECT,
        DATE,
        TIMESTAMP,
        VECTOR,
        NUMBERS,
        MATRIX,
        TEXTS
    }

    /** Returns a column by its type; other types are refused. */
    static RowColumn of(StructField field, int at) {
        return new RowColumn(field.name(), at, kind(field.name(), field.dataType()));
    }

    private static CellKind kind(String name, DataType type) {
        if (type.equals(DataTypes.DoubleType)) {
            return CellKind.DOUBLE;
        }
        if (type.equals(DataTypes.FloatType)) {
            return CellKind.FLOAT;
        }
        if (type instanceof NumericType && !(type instanceof DecimalType)) {
            return type.equals(DataTypes.LongType) ? CellKind.LONG : CellKind.INTEGER;
        }
        if (type instanceof DecimalType || type instanceof StringType || type.equals(DataTypes.BooleanType)) {
            return CellKind.OBJECT;
        }
        return array(name, type);
    }

    private static CellKind array(String name, DataType type) {
        if (type.equals(DataTypes.DateType)) {
            return CellKind.DATE;
        }
        if (type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType)) {
            return CellKind.TIMESTAMP;
        }
        if (type.equals(SQLDataTypes.VectorType())) {
            return CellKind.VECTOR;
        }
        if (type instanceof ArrayType rows) {
            DataType cell = rows.elementType();
            if (cell instanceof NumericType) {
                return CellKind.NUMBERS;
            }
            if (cell instanceof StringType) {
                return CellKind.TEXTS;
            }
            if (cell instanceof ArrayType numbers && numbers.elementType() instanceof NumericType) {
                return CellKind.MATRIX;
            }
        }
        throw new IllegalArgumentException("Spark: column '" + Quoted.cut(name)
                + "' must hold numbers, booleans, text, dates, timestamps, vectors or arrays of numbers or text, got "
                + type.simpleString().toLowerCase(Locale.ROOT) + "; select or cast it before");
    }

    /**
     * Returns an empty buffer for the cells of some rows.
     *
     * @param zone the time zone in which a timestamp is a day and an hour
     */
    ColumnBuffer buffer(int rows, ZoneId zone) {
        return switch (kind) {
            case DOUBLE -> new ColumnBuffer.Doubles(at, rows);
            case FLOAT -> new ColumnBuffer.Floats(at, rows);
            case INTEGER -> new ColumnBuffer.Longs(at, rows, false);
            case LONG -> new ColumnBuffer.Longs(at, rows, true);
            case OBJECT -> objects(rows, cell -> cell);
            case DATE -> objects(rows, cell -> cell instanceof Date date ? date.toLocalDate() : cell);
            case TIMESTAMP -> objects(rows, cell -> moment(cell, zone));
            case VECTOR -> objects(rows, cell -> floats((Vector) cell));
            case NUMBERS -> objects(rows, cell -> floats(name, (scala.collection.Seq<?>) cell));
            case MATRIX -> objects(rows, cell -> matrix(name, (scala.collection.Seq<?>) cell));
            case TEXTS -> objects(rows, cell -> texts(name, (scala.collection.Seq<?>) cell));
        };
    }

    private ColumnBuffer objects(int rows, Function<Object, Object> conversion) {
        return new ColumnBuffer.Objects(at, rows, conversion);
    }

    private static Object moment(Object cell, ZoneId zone) {
        Object moment = cell instanceof Timestamp old ? old.toInstant() : cell;
        return moment instanceof Instant instant ? instant.atZone(zone).toLocalDateTime() : moment;
    }

    private static float[] floats(Vector vector) {
        double[] numbers = vector.toArray();
        float[] floats = new float[numbers.length];
        for (int at = 0; at < floats.length; at++) {
            floats[at] = (float) numbers[at];
        }
        return floats;
    }

    private static float[] floats(String name, scala.collection.Seq<?> cells) {
        float[] floats = new float[cells.size()];
        Iterator<?> iterator = cells.iterator();
        for (int at = 0; at < floats.length; at++) {
            floats[at] = ((Number) present(name, iterator.next())).floatValue();
        }
        return floats;
    }

    private static float[][] matrix(String name, scala.collection.Seq<?> cells) {
        float[][] rows = new float[cells.size()][];
        Iterator<?> iterator = cells.iterator();
        for (int at = 0; at < rows.length; at++) {
            rows[at] = floats(name, (scala.collection.Seq<?>) present(name, iterator.next()));
        }
        return rows;
    }

    private static String[] texts(String name, scala.collection.Seq<?> cells) {
        String[] texts = new String[cells.size()];
        Iterator<?> iterator = cells.iterator();
        for (int at = 0; at < texts.length; at++) {
            texts[at] = (String) present(name, iterator.next());
        }
        return texts;
    }

    private static Object present(String name, @org.jspecify.annotations.Nullable Object cell) {
        if (cell == null) {
            throw new IllegalArgumentException("Spark: arrays of column '" + Quoted.cut(name)
                    + "' must have no missing values, got null; filter such rows out before");
        }
        return cell;
    }
}
