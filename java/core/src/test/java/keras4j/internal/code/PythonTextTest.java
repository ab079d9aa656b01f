package keras4j.internal.code;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTextTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1, 1.0",
        "-2.5, -2.5",
        "0, 0.0",
        "-0.0, -0.0",
        "1e-7, 1e-07",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e15, 1000000000000000.0",
        "1e16, 1e16",
        "1.5e300, 1.5e300",
        "2e23, 2e23",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "0.30000000000000004, 0.30000000000000004",
        "123456.75, 123456.75"
    })
    void a_number_is_the_shortest_that_reads_back(double number, String text) {
        assertEquals(text, PythonText.number(number));
        assertEquals(number, Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_number_that_is_not_finite_is_refused(double number) {
        refused("code: a number must be finite, got " + number, () -> PythonText.number(number));
    }

    @Test
    void a_text_is_pure_ascii_with_the_quotes_that_need_fewer_escapes() {
        assertEquals("\"relu\"", PythonText.string("relu"));
        assertEquals("\"it's\"", PythonText.string("it's"));
        assertEquals("'say \"hi\"'", PythonText.string("say \"hi\""));
        assertEquals("'\"\"\"'", PythonText.string("\"\"\""));
        assertEquals("\"a\\nb\\r\\t\\\\N{BULLET}\\x00\"", PythonText.string("a\nb\r\t\\N{BULLET}\0"));
        assertEquals("\"\\xe9\\u20ac\\U0001f600\\ud800\"", PythonText.string("é€😀\ud800"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1a", "a-b", "lambda", "None", "é", "a\n", "x=1"})
    void what_is_no_name_never_becomes_code(String name) {
        refused(
                "code: a name must be a Python identifier, got " + PythonText.string(name),
                () -> PythonText.identifier(name));
    }

    @Test
    void a_symbol_is_names_joined_by_dots() {
        assertEquals("keras.layers.Dense", PythonText.dotted("keras.layers.Dense"));
        refused("code: a name must be a Python identifier, got \"\"", () -> PythonText.dotted("keras..Dense"));
        refused("code: a name must be a Python identifier, got \"f()\"", () -> PythonText.dotted("keras.f()"));
    }
}
