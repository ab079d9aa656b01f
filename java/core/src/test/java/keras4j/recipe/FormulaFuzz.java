package keras4j.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import keras4j.Fuzzed;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzz test of formulas: each one that is parsed is written in a form that parses to an equal one. */
class FormulaFuzz {
    static Stream<Arguments> seeds() {
        return Stream.of(
                        "y ~ .",
                        "a + b ~ . - c - `d e`",
                        "y ~ log(x) + sqrt(abs(z)) + a:b + a*b",
                        "y ~ a + . - b - . + c",
                        "y ~ (x - 1.5e3)^2 / 2",
                        "y ~")
                .map(Arguments::of);
    }

    private static void read(String text) {
        Formula formula = Formula.of(text);
        assertEquals(formula, Formula.of(formula.toString()), text);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_formula_is_read_or_refused(String text) {
        if (text != null) {
            Fuzzed.readOrRefused(IllegalArgumentException.class, () -> read(text));
        }
    }
}
