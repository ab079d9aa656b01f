package keras4j.internal.spark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import keras4j.internal.spark.ColumnBuffer.CellReader;
import keras4j.internal.spark.ColumnBuffer.WholeNumberReader;
import keras4j.internal.text.Quoted;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.UserDefinedType;
import org.jspecify.annotations.Nullable;

/**
 * Readers of the cells of one column, by its type.
 *
 * @param column the name of the column
 * @param zone the time zone in which a timestamp is a day and an hour
 */
record CellReaders(String column, ZoneId zone) {
    /** Function that reads a number which is not missing. */
    @FunctionalInterface
    private interface NumberReader {
        float read(SpecializedGetters cells, int at);
    }

    /** Returns the reader of whole numbers; null for other types. */
    static @Nullable WholeNumberReader whole(DataType type) {
        if (type.equals(DataTypes.LongType)) {
            return SpecializedGetters::getLong;
        }
        if (type.equals(DataTypes.IntegerType)) {
            return SpecializedGetters::getInt;
        }
        if (type.equals(DataTypes.ShortType)) {
            return SpecializedGetters::getShort;
        }
        return type.equals(DataTypes.ByteType) ? SpecializedGetters::getByte : null;
    }

    /** Returns the reader of objects; null for types that frames do not have. */
    @Nullable CellReader<?> objects(DataType type) {
        if (type instanceof StringType) {
            return CellReaders::text;
        }
        if (type.equals(DataTypes.BooleanType)) {
            return SpecializedGetters::getBoolean;
        }
        if (type instanceof DecimalType decimal) {
            return (cells, at) ->
                    cells.getDecimal(at, decimal.precision(), decimal.scale()).toJavaBigDecimal();
        }
        return type instanceof ArrayType array ? arrays(array.elementType()) : moments(type);
    }

    private static String text(SpecializedGetters cells, int at) {
        return cells.getUTF8String(at).toString();
    }

    private @Nullable CellReader<?> moments(DataType type) {
        if (type.equals(DataTypes.DateType)) {
            return (cells, at) -> LocalDate.ofEpochDay(cells.getInt(at));
        }
        if (type.equals(DataTypes.TimestampType)) {
            return (cells, at) -> moment(cells.getLong(at), zone);
        }
        if (type.equals(DataTypes.TimestampNTZType)) {
            return (cells, at) -> moment(cells.getLong(at), ZoneOffset.UTC);
        }
        return type.equals(SQLDataTypes.VectorType()) ? vectors((UserDefinedType<?>) type) : null;
    }

    private static LocalDateTime moment(long microseconds, ZoneId zone) {
        return Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS).atZone(zone).toLocalDateTime();
    }

    private static CellReader<float[]> vectors(UserDefinedType<?> type) {
        return (cells, at) -> {
            double[] numbers = ((Vector) type.deserialize(cells.getStruct(at, 4))).toArray();
            float[] floats = new float[numbers.length];
            for (int number = 0; number < floats.length; number++) {
                floats[number] = (float) numbers[number];
            }
            return floats;
        };
    }

    private @Nullable CellReader<?> arrays(DataType element) {
        if (element instanceof StringType) {
            return (cells, at) -> texts(cells.getArray(at));
        }
        if (element instanceof ArrayType rows && rows.elementType() instanceof NumericType number) {
            NumberReader reader = number(number);
            return (cells, at) -> matrix(cells.getArray(at), reader);
        }
        if (element instanceof NumericType number) {
            NumberReader reader = number(number);
            return (cells, at) -> floats(cells.getArray(at), reader);
        }
        return null;
    }

    private static NumberReader number(DataType type) {
        WholeNumberReader whole = whole(type);
        if (whole != null) {
            return (cells, at) -> whole.read(cells, at);
        }
        if (type instanceof DecimalType decimal) {
            return (cells, at) -> (float)
                    cells.getDecimal(at, decimal.precision(), decimal.scale()).toDouble();
        }
        return type.equals(DataTypes.FloatType)
                ? SpecializedGetters::getFloat
                : (cells, at) -> (float) cells.getDouble(at);
    }

    private float[] floats(ArrayData cells, NumberReader reader) {
        float[] floats = new float[cells.numElements()];
        for (int at = 0; at < floats.length; at++) {
            requirePresent(cells, at);
            floats[at] = reader.read(cells, at);
        }
        return floats;
    }

    private float[][] matrix(ArrayData cells, NumberReader reader) {
        float[][] rows = new float[cells.numElements()][];
        for (int at = 0; at < rows.length; at++) {
            requirePresent(cells, at);
            rows[at] = floats(cells.getArray(at), reader);
        }
        return rows;
    }

    private String[] texts(ArrayData cells) {
        String[] texts = new String[cells.numElements()];
        for (int at = 0; at < texts.length; at++) {
            requirePresent(cells, at);
            texts[at] = text(cells, at);
        }
        return texts;
    }

    private void requirePresent(ArrayData cells, int at) {
        if (cells.isNullAt(at)) {
            throw new IllegalArgumentException("Spark: arrays of column '" + Quoted.cut(column)
                    + "' must have no missing values, got null; filter such rows out before");
        }
    }
}
