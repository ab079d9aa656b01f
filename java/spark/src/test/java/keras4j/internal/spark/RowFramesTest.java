package keras4j.internal.spark;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.ByteType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;
import static org.apache.spark.sql.types.DataTypes.createMapType;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.FloatSeries;
import org.dflib.IntSeries;
import org.dflib.LongSeries;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import scala.jdk.javaapi.CollectionConverters;

/** Tests of the conversion of rows to frames, and of its messages. */
class RowFramesTest {
    private static Series<?> column(DataType type, @Nullable Object... cells) {
        StructType schema = new StructType().add("a", type);
        List<InternalRow> rows =
                Arrays.stream(cells).map(cell -> row(cell, type)).toList();
        DataFrame frame = frame(RowFrames.of(schema, List.of("a"), List.of(), "America/New_York"), rows);
        assertEquals(cells.length, frame.height());
        return frame.getColumn("a");
    }

    private static DataFrame frame(RowFrames frames, List<InternalRow> rows) {
        FrameBuffer buffer = frames.buffer(rows.size());
        rows.forEach(buffer::add);
        return buffer.frame();
    }

    /** Returns a row of Spark with a cell as users give it. */
    private static InternalRow row(@Nullable Object cell, DataType type) {
        return new GenericInternalRow(new @Nullable Object[] {
            CatalystTypeConverters.createToCatalystConverter(type).apply(cell)
        });
    }

    private static Object seq(Object... values) {
        return CollectionConverters.asScala(List.of(values)).toSeq();
    }

    @Test
    void numbers_stay_primitive() {
        Series<?> doubles = column(DoubleType, 1.5, null);
        assertInstanceOf(DoubleSeries.class, doubles);
        assertEquals(1.5, doubles.get(0));
        assertEquals(Double.NaN, doubles.get(1));
        Series<?> floats = column(FloatType, 1.5f, null);
        assertInstanceOf(FloatSeries.class, floats);
        assertEquals(Float.NaN, floats.get(1));
        assertInstanceOf(IntSeries.class, column(IntegerType, 1, 2));
        assertInstanceOf(IntSeries.class, column(ByteType, (byte) 1));
        Series<?> longs = column(LongType, 1L << 60, 2L);
        assertInstanceOf(LongSeries.class, longs);
        assertEquals(1L << 60, longs.get(0));
    }

    @Test
    void whole_numbers_of_which_some_are_missing_are_objects() {
        Series<?> ints = column(IntegerType, 4, null);
        assertEquals(4, ints.get(0));
        assertNull(ints.get(1));
        assertEquals(1L << 60, column(LongType, 1L << 60, null).get(0));
    }

    @Test
    void other_cells_are_what_a_recipe_takes() {
        assertEquals("x", column(StringType, "x", null).get(0));
        assertNull(column(StringType, "x", null).get(1));
        assertEquals(true, column(BooleanType, true).get(0));
        assertEquals(
                new BigDecimal("1.50"),
                column(createDecimalType(5, 2), new BigDecimal("1.50")).get(0));
        LocalDate day = LocalDate.of(2026, 2, 3);
        assertEquals(day, column(DateType, Date.valueOf(day)).get(0));
        assertEquals(day, column(DateType, day).get(0));
    }

    @Test
    void a_timestamp_is_a_moment_of_the_sessions_time_zone() {
        Instant instant = Instant.parse("2026-02-03T02:00:00Z");
        LocalDateTime moment = LocalDateTime.of(2026, 2, 2, 21, 0);
        assertEquals(moment, column(TimestampType, Timestamp.from(instant)).get(0));
        assertEquals(moment, column(TimestampType, instant).get(0));
        assertEquals(moment, column(TimestampNTZType, moment).get(0));
    }

    @Test
    void vectors_and_arrays_are_arrays_of_floats() {
        assertArrayEquals(new float[] {1, 2}, (float[])
                column(SQLDataTypes.VectorType(), Vectors.dense(1, 2)).get(0));
        assertArrayEquals(new float[] {0, 3}, (float[])
                column(SQLDataTypes.VectorType(), Vectors.sparse(2, new int[] {1}, new double[] {3}))
                        .get(0));
        assertArrayEquals(new float[] {1, 2}, (float[])
                column(createArrayType(LongType), seq(1L, 2L)).get(0));
        assertArrayEquals(new float[][] {{1}, {2}}, (float[][])
                column(createArrayType(createArrayType(DoubleType)), seq(seq(1.0), seq(2.0)))
                        .get(0));
        assertArrayEquals(new String[] {"a", "b"}, (String[])
                column(createArrayType(StringType), seq("a", "b")).get(0));
    }

    @Test
    void columns_are_those_that_are_asked_for() {
        StructType schema = new StructType()
                .add("a", DoubleType)
                .add("b", createMapType(StringType, LongType))
                .add("c", DoubleType);
        RowFrames frames = RowFrames.of(schema, List.of("c"), List.of("a", "z"), "UTC");
        DataFrame frame = frame(frames, List.of(new GenericInternalRow(new @Nullable Object[] {1.0, null, 2.0})));
        assertArrayEquals(new String[] {"a", "c"}, frame.getColumnsIndex().toArray());
    }

    @Test
    void what_can_not_be_converted_is_refused() {
        StructType schema = new StructType().add("height", DoubleType);
        assertEquals(
                "Spark: column 'hight' must be in the dataset, got columns 'height'; did you mean 'height'?",
                message(() -> RowFrames.of(schema, List.of("hight"), List.of(), "UTC")));
        assertEquals(
                "Spark: column 'a' must hold numbers, booleans, text, dates, timestamps, vectors or arrays of numbers or"
                        + " text, got map<string,bigint>; select or cast it before",
                message(() -> column(createMapType(StringType, LongType))));
        assertEquals(
                "Spark: arrays of column 'a' must have no missing values, got null; filter such rows out before",
                message(() -> column(
                        createArrayType(DoubleType),
                        CollectionConverters.asScala(java.util.Collections.singletonList(null))
                                .toSeq())));
    }

    private static String message(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
