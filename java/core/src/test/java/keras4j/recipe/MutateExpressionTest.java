package keras4j.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutateExpressionTest {
    private static double value(String text) {
        DataFrame frame =
                DataFrame.byColumn("x", "m", "k").of(Series.ofDouble(3), Series.ofDouble(Double.NaN), Series.of("a"));
        List<RecipeVariable> variables = List.of(
                RecipeVariable.number("x", Role.PREDICTOR),
                RecipeVariable.number("m", Role.PREDICTOR),
                RecipeVariable.nominal("k", Role.PREDICTOR, List.of("a")));
        return MutateExpression.of(text).values(StepTable.of(frame, variables))[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "1 + 2 * x; 7",
                "-x^2; -9",
                "2^-1; 0.5",
                "2^x^0; 2",
                "(1 + 2) * x; 9",
                "x - 1 - 1; 1",
                "x / 2; 1.5",
                "log(exp(x)); 3",
                "log2(8); 3",
                "log10(100); 2",
                "sqrt(9) + abs(-1); 4",
                "max(x, 5) - min(x, 5); 2",
                "x > 2 & x <= 3; 1",
                "!(x == 3) | x != 3; 0",
                "k == 'a'; 1",
                "'a' != k; 0",
                "is.na(m); 1",
                "is.na(k); 0",
                "ifelse(x >= 3, 1, 2); 1",
                "m > 1; NaN",
                "m > 1 | x > 1; 1",
                "m > 1 & x < 1; 0",
                "round(2.5) + floor(1.9) + ceiling(0.1) + sign(-2); 3",
                "1e3 + .5; 1000.5",
                "ifelse(m, 1, 2); NaN"
            })
    void it_computes(String text, double value) {
        assertEquals(value, value(text), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"log(a) / (b + 1)", "-(a ^ 2)", "ifelse(k == 'x', `my a`, 2)", "(a > 1) & (!b)", "a - (b - c)"})
    void it_prints_as_it_is_read(String text) {
        assertEquals(text, MutateExpression.of(text).toString());
        assertEquals(
                MutateExpression.of(text),
                MutateExpression.of(MutateExpression.of(text).toString()));
    }

    @Test
    void it_knows_its_columns() {
        assertEquals(
                Set.of("a", "b c"), MutateExpression.of("a + log(`b c`) - a").columns());
    }

    @Test
    void what_is_wrong_is_pointed_at() {
        RefusedData.with("""
                Expression: part must be a number, a column, a text or a function, got the end
                  a +
                     ^""", () -> MutateExpression.of("a +"));
        RefusedData.with("""
                Expression: function must be one of I abs ceiling cos exp floor ifelse is.na log log10 log1p log2 max min round sign sin sqrt tan, got 'sqr'; did you mean sqrt?
                  1 + sqr(a)
                      ^""", () -> MutateExpression.of("1 + sqr(a)"));
        RefusedData.with("""
                Expression: parts must be joined by an operator, got 'b'
                  a b
                    ^""", () -> MutateExpression.of("a b"));
        RefusedData.with("""
                Expression: ( must be closed by ), got the end
                  (a
                    ^""", () -> MutateExpression.of("(a"));
        RefusedData.with("""
                Expression: max must have 2 argument(s), not 1, got 'max'
                  max(a)
                  ^""", () -> MutateExpression.of("max(a)"));
        RefusedData.with("Expression: text must be compared by == or !=, got 'a'", () -> value("x + 'a'"));
    }
}
