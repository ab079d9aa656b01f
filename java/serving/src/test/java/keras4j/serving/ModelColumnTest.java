package keras4j.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import keras4j.data.DType;
import keras4j.data.InvalidRowException;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.recipe.Kind;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Tests of the columns that are read from requests, kind by kind. */
class ModelColumnTest {
    private static ModelColumn column(Kind kind) {
        return new ModelColumn("c", kind, List.of(), List.of(), DType.FLOAT32);
    }

    private static ModelColumn array(DType dtype, Integer... shape) {
        return new ModelColumn("c", Kind.ARRAY, List.of(), List.of(shape), dtype);
    }

    /** Reads cells that are the rows of one column. */
    private static Series<?> read(ModelColumn column, String... cells) {
        String rows = "["
                + String.join(
                        ",",
                        Arrays.stream(cells).map(cell -> "{\"c\":" + cell + "}").toList()) + "]";
        return column.series(new JsonRecords((ArrayNode) ServingJson.read(rows.getBytes(StandardCharsets.UTF_8))));
    }

    private static String refusal(ModelColumn column, String... cells) {
        return String.valueOf(assertThrows(InvalidRowException.class, () -> read(column, cells))
                .getMessage());
    }

    @Test
    void plain_cells_are_read_by_their_kind() {
        assertEquals(
                List.of(1.5, -2e10), read(column(Kind.NUMBER), "1.5", "-2e10").toList());
        assertTrue(Double.isNaN((Double) read(column(Kind.NUMBER), "null").get(0)));
        assertEquals(
                Arrays.asList(true, false, null),
                read(column(Kind.BOOLEAN), "true", "false", "null").toList());
        assertEquals(
                List.of("a", "3", "true"),
                read(column(Kind.NOMINAL), "\"a\"", "3", "true").toList());
        assertEquals(
                List.of("any text"), read(column(Kind.TEXT), "\"any text\"").toList());
        assertEquals(
                List.of(LocalDate.of(2026, 11, 30), LocalDateTime.of(2026, 11, 30, 12, 5)),
                read(column(Kind.DATE), "\"2026-11-30\"", "\"2026-11-30T12:05\"")
                        .toList());
    }

    @Test
    void plain_cells_of_another_kind_are_refused() {
        assertEquals(
                "Column 'c' must be a number or null, got true at row 1", refusal(column(Kind.NUMBER), "1", "true"));
        assertEquals("Column 'c' must be true, false or null, got 1 at row 0", refusal(column(Kind.BOOLEAN), "1"));
        assertEquals("Column 'c' must be a text or null, got [1] at row 0", refusal(column(Kind.NOMINAL), "[1]"));
        assertEquals("Column 'c' must be a text or null, got 1 at row 0", refusal(column(Kind.TEXT), "1"));
        assertEquals(
                "Column 'c' must be a day such as 2026-11-30, a moment such as 2026-11-30T12:00:00, or null, got"
                        + " '30.11.2026' at row 0",
                refusal(column(Kind.DATE), "\"30.11.2026\""));
    }

    @Test
    void arrays_of_one_shape_are_read_as_one_tensor_of_their_type() {
        TensorSeries pictures = (TensorSeries) read(array(DType.UINT8, 2, 2), "[[1,2],[3,4]]", "[[5,6],[7,255]]");
        assertEquals(DType.UINT8, pictures.dtype());
        assertArrayEquals(new int[] {2, 2}, pictures.rowShape());
        assertArrayEquals(
                new float[] {1, 2, 3, 4, 5, 6, 7, 255}, pictures.tensor().toFloats());
        TensorSeries codes = (TensorSeries) read(array(DType.INT32, 3), "[1,-2,3]");
        assertEquals(DType.INT32, codes.dtype());
        TensorSeries unknown = (TensorSeries) read(array(DType.FLOAT32), "[0.5,1]", "[2,3]");
        assertArrayEquals(new int[] {2}, unknown.rowShape());
    }

    @Test
    void arrays_of_several_lengths_are_read_one_by_one() {
        Series<?> rows = read(array(DType.FLOAT32, -1, 2), "[[1,2]]", "[[1,2],[3,4]]");
        assertArrayEquals(new int[] {2, 2}, ((Tensor) rows.get(1)).shape());
        Series<?> texts = read(array(DType.STRING, 2), "[\"a\",\"b\"]");
        assertArrayEquals(new String[] {"a", "b"}, (String[]) texts.get(0));
    }

    @Test
    void arrays_of_another_shape_or_type_are_refused() {
        ModelColumn pictures = array(DType.UINT8, 2, 2);
        assertEquals("Column 'c' must be an array of shape [2, 2], got [1,2] at row 0", refusal(pictures, "[1,2]"));
        assertEquals(
                "Column 'c' must have arrays of one length on each axis, got [3] at row 0",
                refusal(pictures, "[[1,2],[3]]"));
        assertEquals(
                "Column 'c' must hold whole numbers from 0 to 255, got 256 at row 0",
                refusal(pictures, "[[1,2],[3,256]]"));
        assertEquals("Column 'c' must hold numbers, got 'a' at row 0", refusal(array(DType.FLOAT32, 1), "[\"a\"]"));
        assertEquals("Column 'c' must hold texts, got 1 at row 0", refusal(array(DType.STRING, 1), "[1]"));
        assertEquals("Column 'c' must be an array of shape [], got 1 at row 0", refusal(array(DType.FLOAT32), "1"));
    }

    @Test
    void schemas_and_examples_have_the_shape_of_a_cell() {
        assertEquals("[[0,0],[0,0]]", array(DType.UINT8, 2, 2).example().toString());
        assertEquals("[[0,0]]", array(DType.FLOAT32, -1, 2).example().toString());
        assertEquals("[0]", array(DType.FLOAT32).example().toString());
        assertEquals(
                "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"minItems\":2,\"maxItems\":2,\"items\":{\"type\":\"number\"}}}",
                array(DType.FLOAT32, -1, 2).schema().toString());
        assertEquals(
                "{\"type\":[\"boolean\",\"null\"]}",
                column(Kind.BOOLEAN).schema().toString());
        for (Kind kind : Kind.values()) {
            String example = column(kind).example().toString();
            assertEquals(1, read(column(kind), example).size(), example);
        }
    }

    @Test
    void csv_has_quotes_lines_and_a_byte_order_mark() {
        assertEquals(
                List.of(List.of("a", "b"), List.of("1,2", "say \"x\""), List.of("two\nlines", "")),
                CsvText.read("\uFEFFa,b\r\n\"1,2\",\"say \"\"x\"\"\"\n\n\"two\nlines\",\n"));
        assertEquals("\"1,2\"", CsvText.field("1,2"));
        assertEquals("\"say \"\"x\"\"\"", CsvText.field("say \"x\""));
        assertEquals("plain", CsvText.field("plain"));
    }

    @Test
    void tensors_of_the_protocol_are_divided_into_rows() {
        String tensor = "{\"name\":\"c\",\"datatype\":\"FP32\",\"shape\":[2,2,1],\"data\":%s}";
        for (String data : List.of("[1,2,3,4]", "[[[1],[2]],[[3],[4]]]")) {
            InferenceTensor read =
                    InferenceTensor.of(ServingJson.read(tensor.formatted(data).getBytes(StandardCharsets.UTF_8)));
            assertEquals("[[3],[4]]", read.row(1, false).toString());
        }
        InferenceTensor plain = InferenceTensor.of(ServingJson.read(
                tensor.formatted("[5,6]").replace("[2,2,1]", "[2]").getBytes(StandardCharsets.UTF_8)));
        assertEquals("6", plain.row(1, true).toString());
    }

    @Test
    void the_message_of_a_failure_is_quoted_in_the_log() {
        Exception failure = new IllegalStateException("a\nb\u0007", new RuntimeException("c"));
        List<String> lines = LoggedFailure.of(failure).lines().toList();
        assertEquals("java.lang.IllegalStateException: \"a\\nb\\u0007\"", lines.get(0));
        assertTrue(lines.contains("caused by java.lang.RuntimeException: \"c\""), lines::toString);
    }
}
