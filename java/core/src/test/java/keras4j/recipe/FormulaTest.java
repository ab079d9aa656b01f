package keras4j.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    private final DataFrame frame = DataFrame.empty("y", "a", "b", "miles per gallon");

    private List<String> predictors(String formula) {
        return Formula.of(formula).predictors(frame);
    }

    @Test
    void the_left_side_is_predicted_from_the_right() {
        Formula formula = Formula.of("y ~ b + a");
        assertEquals(List.of("y"), formula.outcomes());
        assertEquals(List.of("b", "a"), formula.predictors(frame));
    }

    @Test
    void a_dot_is_every_column_but_the_outcome() {
        assertEquals(List.of("a", "b", "miles per gallon"), predictors("y ~ ."));
        assertEquals(List.of("b", "a", "miles per gallon"), predictors("y ~ b + ."));
    }

    @Test
    void a_minus_takes_a_column_out() {
        assertEquals(List.of("b", "miles per gallon"), predictors("y ~ . - a"));
        assertEquals(List.of("b"), predictors("y ~ a + b - a"));
        assertEquals(List.of("a"), predictors("y ~ a + . - ."));
        assertEquals(
                List.of("a", "b", "miles per gallon"),
                predictors("y ~ . - a + a").stream().sorted().toList());
    }

    @Test
    void a_later_dot_counts_for_what_was_taken_out_before_it() {
        assertEquals("y ~ .", Formula.of("y ~ . - a + .").toString());
        assertEquals(Formula.of("y ~ b"), Formula.of("y ~ b + . - a - ."));
        assertEquals(Formula.of("y ~ . - b"), Formula.of("y ~ b + . - a - . + . - b"));
    }

    @Test
    void backticks_hold_any_name() {
        assertEquals(List.of("y"), Formula.of("`miles per gallon` ~ y").predictors(frame));
        assertEquals(
                "`miles per gallon` ~ y", Formula.of("`miles per gallon`~`y`").toString());
    }

    @Test
    void names_may_have_dots_and_letters_of_any_script() {
        assertEquals(List.of("b.1", "größe"), Formula.of(".a ~ b.1 + größe").included());
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x", "y ~ a + b", "y ~ .", "y ~ . - a - b", "y ~ . + a - b", "`a b` ~ . - `c d`"})
    void it_prints_as_it_is_read(String text) {
        assertEquals(text, Formula.of(text).toString());
        assertEquals(Formula.of(text), Formula.of(text.replace(" + ", "+").replace(" ~ ", "  ~  ")));
    }

    @Test
    void any_sums_and_differences_of_terms_are_written_so_that_they_read_the_same() {
        List<String> terms = List.of(
                ".", "a", "b", "c.d", "`e f`", "a:b", "b:a", "a*b", "a:b:`e f`", "log(a)", "I(b^2)", "sqrt(c.d + 1)");
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("y ~ ").append(terms.get(random.nextInt(terms.size())));
            for (int more = random.nextInt(8); more > 0; more--) {
                text.append(random.nextInt(3) == 0 ? " + " : " - ").append(terms.get(random.nextInt(terms.size())));
            }
            Formula formula;
            try {
                formula = Formula.of(text.toString());
            } catch (IllegalArgumentException nothingLeft) {
                assertTrue(nothingLeft.toString().contains("must leave at least one term"), text::toString);
                continue;
            }
            assertEquals(formula, Formula.of(formula.toString()), text::toString);
            read++;
        }
        assertTrue(read > 10_000, "only " + read + " were formulas");
    }

    @Test
    void it_survives_json_as_text() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertEquals("\"y ~ . - a\"", json.writeValueAsString(Formula.of("y ~ .-a")));
        assertEquals(Formula.of("y ~ . - a"), json.readValue("\"y ~ .-a\"", Formula.class));
    }

    @Test
    void an_operator_that_is_none_is_pointed_at() {
        RefusedData.with("""
                Formula: terms must be joined by + or -, got '~'
                  y ~ a ~ b
                        ^""", () -> Formula.of("y ~ a ~ b"));
        RefusedData.with("""
                Formula: terms must be joined by + or -, got 'b'
                  y ~ a b
                        ^""", () -> Formula.of("y ~ a b"));
    }

    @Test
    void products_and_functions_are_terms() {
        Formula formula = Formula.of("y ~ a*b + log(a) - b");
        assertEquals(List.of("a"), formula.included());
        assertEquals(List.of(List.of("a", "b")), formula.interactions());
        assertEquals(List.of(MutateExpression.of("log(a)")), formula.functions());
        assertEquals("y ~ a + a:b + log(a)", formula.toString());
        assertEquals(formula, Formula.of(formula.toString()));
        assertEquals(
                "y ~ a + b", Formula.of("y ~ a*b + sqrt(a) - b:a - sqrt(a)").toString());
        assertEquals(
                "y ~ a + b + c + a:b + a:c + b:c + a:b:c",
                Formula.of("y ~ a*b*c").toString());
        assertEquals("y ~ c", Formula.of("y ~ a:b + c - b*a").toString());
        assertEquals(
                "y ~ . + a:c - a - b", Formula.of("y ~ . + a:c + a:b - a*b").toString());
        assertEquals("y ~ a + b + b:a", Formula.of("y ~ b:a + a*b").toString());
    }

    @Test
    void a_product_or_a_function_that_is_none_is_pointed_at() {
        RefusedData.with("""
                Formula: columns of a product must be distinct, got 'a'
                  y ~ a:a
                        ^""", () -> Formula.of("y ~ a:a"));
        RefusedData.with("""
                Formula: . must stand alone, got ':'
                  y ~ .:a
                       ^""", () -> Formula.of("y ~ .:a"));
        RefusedData.with("""
                Formula: a term must have either : or *, not both, got '*'
                  y ~ a:b*c
                         ^""", () -> Formula.of("y ~ a:b*c"));
        RefusedData.with("""
                Formula: * must join at most 8 columns, got '*'
                  y ~ a*b*c*d*e*f*g*h*i
                                     ^""", () -> Formula.of("y ~ a*b*c*d*e*f*g*h*i"));
        RefusedData.with("""
                Formula: function must be one of I abs ceiling cos exp floor ifelse is.na log log10 log1p log2 max min round sign sin sqrt tan, got 'lag'; did you mean log?
                  y ~ lag(a)
                      ^""", () -> Formula.of("y ~ lag(a)"));
        RefusedData.with("""
                Formula: function must use columns other than the outcome, got 'log'
                  y ~ log(y)
                      ^""", () -> Formula.of("y ~ log(y)"));
    }

    @Test
    void a_term_that_is_none_is_pointed_at() {
        RefusedData.with("""
                Formula: term must be a column name or ., got '1'
                  y ~ 1 + a
                      ^""", () -> Formula.of("y ~ 1 + a"));
        RefusedData.with("""
                Formula: term must be a column name or ., got the end
                  y ~ a +
                         ^""", () -> Formula.of("y ~ a +"));
        RefusedData.with("""
                Formula: term must be a column name or ., got '`'
                  y ~ `a
                      ^""", () -> Formula.of("y ~ `a"));
    }

    @Test
    void a_left_side_that_is_none_is_pointed_at() {
        RefusedData.with("""
                Formula: outcome must be a column name, got '~'
                  ~ a
                  ^""", () -> Formula.of("~ a"));
        RefusedData.with("""
                Formula: outcome must be a column name, got the end

                  ^""".replace("end\n\n", "end\n  \n"), () -> Formula.of(""));
        RefusedData.with("""
                Formula: outcome must be a column name, got '.'
                  . ~ a
                  ^""", () -> Formula.of(". ~ a"));
        RefusedData.with("""
                Formula: outcome must be followed by ~ or +, got '-'
                  a - b ~ c
                    ^""", () -> Formula.of("a - b ~ c"));
        RefusedData.with("""
                Formula: outcome must be followed by ~ or +, got the end
                  y
                   ^""", () -> Formula.of("y"));
    }

    @Test
    void the_outcome_is_no_predictor_of_itself() {
        RefusedData.with("""
                Formula: term must be a column other than the outcome, got 'y'
                  y ~ a + y
                          ^""", () -> Formula.of("y ~ a + y"));
    }

    @Test
    void something_must_be_left_to_predict_from() {
        RefusedData.with("""
                Formula: - must leave at least one term, got 'a'
                  y ~ a - a
                          ^""", () -> Formula.of("y ~ a - a"));
        RefusedData.with("Formula: y ~ . - a must leave at least one predictor, got none", () -> Formula.of("y ~ . - a")
                .predictors(DataFrame.empty("y", "a")));
    }

    @Test
    void a_column_that_is_not_in_the_frame_is_refused_with_the_nearest_name() {
        RefusedData.with(
                "Formula: y ~ aa must name columns of the frame, got 'aa'; did you mean 'a'?",
                () -> predictors("y ~ aa"));
        RefusedData.with(
                "Formula: y ~ . - zz must name columns of the frame, got 'zz'", () -> predictors("y ~ . - zz"));
        RefusedData.with(
                "Formula: price ~ a must name columns of the frame, got 'price'", () -> predictors("price ~ a"));
    }

    @Test
    void several_outcomes_are_joined_by_plus() {
        Formula formula = Formula.of("y + b ~ . - a");
        assertEquals(List.of("y", "b"), formula.outcomes());
        assertEquals("y + b ~ . - a", formula.toString());
        RefusedData.with("""
                Formula: outcomes must be distinct, got 'y'
                  y + y ~ a
                      ^""", () -> Formula.of("y + y ~ a"));
        RefusedData.with("""
                Formula: term must be a column other than the outcome, got 'b'
                  y + b ~ a + b
                              ^""", () -> Formula.of("y + b ~ a + b"));
    }

    @Test
    void a_term_is_not_computed_into_a_column_that_the_formula_reads() {
        DataFrame frame =
                DataFrame.foldByRow("y", "x", "log(x)", "x_x_z", "z").ofInts(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        RefusedData.with(
                "Formula: y ~ . + log(x) must not compute a column that it also reads, got 'log(x)';"
                        + " rename that column of the frame",
                () -> Recipe.of(Formula.of("y ~ . + log(x)")).fit(frame));
        RefusedData.with(
                "Formula: `log(x)` ~ log(x) must not compute a column that it also reads, got 'log(x)';"
                        + " rename that column of the frame",
                () -> Recipe.of(Formula.of("`log(x)` ~ log(x)")).fit(frame));
        RefusedData.with(
                "Recipe: name of a new column must be unused, got 'x_x_z'; rename() a column before",
                () -> Recipe.of(Formula.of("y ~ . + x:z")).fit(frame));
    }
}
