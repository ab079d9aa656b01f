package keras4j.expr;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.optimizer.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DomainTest {
    private static Domain domain(OpenRange<?> range) {
        return ((HyperparameterExpr) range.expr()).domain();
    }

    private static List<Expr> values(Object... values) {
        return Stream.of(values).map(Expr::of).toList();
    }

    /** Tests against dials' value_seq: floor for integers, each once; the first values of a choice. */
    @Test
    void levels_are_those_of_dials() {
        assertEquals(values(64, 160, 256), domain(OpenRange.between(64, 256)).levels(3));
        assertEquals(values(0.2, 0.3, 0.4), domain(OpenRange.between(0.2, 0.4)).levels(3));
        assertEquals(values(1, 2, 3), domain(OpenRange.between(1, 3)).levels(5));
        assertEquals(values(1, 4, 7, 10), domain(OpenRange.between(1, 10)).levels(4));
        assertEquals(values(1, 3, 5, 7, 10), domain(OpenRange.between(1, 10)).levels(5));
        assertEquals(
                values(1e-4, 1e-3, 1e-2, 1e-1),
                domain(OpenRange.between(1e-4, 1e-1).log()).levels(4));
        assertEquals(values(1, 10, 100), domain(OpenRange.between(1, 100).log()).levels(3));
        assertEquals(values("a", "b"), domain(OpenRange.oneOf("a", "b", "c")).levels(2));
        assertEquals(values(64), domain(OpenRange.between(64, 256)).levels(1));
    }

    @Test
    void a_value_is_read_however_it_is_written_where_only_one_can_be_meant() {
        assertEquals(
                Optional.of(Expr.of(1.0)), domain(OpenRange.between(-1.0, 1.0)).read(Expr.of(1)));
        assertEquals(Optional.of(Expr.of(2)), domain(OpenRange.between(1, 3)).read(Expr.of(2.0)));
        assertEquals(Optional.empty(), domain(OpenRange.between(1, 3)).read(Expr.of(2.5)));
        assertEquals(Optional.empty(), domain(OpenRange.between(1, 3)).read(Expr.of("2")));
        assertEquals(
                Optional.of(Expr.of(0.5)), domain(OpenRange.oneOf(0.5, 1.0)).read(Expr.of(0.5f)));
        assertEquals(
                Optional.of(Expr.of(1.0)), domain(OpenRange.oneOf(0.5, 1.0)).read(Expr.of(1)));
        Domain optimizers = domain(OpenRange.oneOf(Optimizers.adam(), Optimizers.sgd()));
        Expr adam = Optimizers.adam().expr();
        assertEquals(Optional.of(adam), optimizers.read(Expr.of("adam")));
        assertEquals(Optional.of(adam), optimizers.read(Expr.of("Adam()")));
        assertEquals(
                Optional.of(Expr.of("adam")),
                domain(OpenRange.oneOf("adam", "sgd")).read(adam));
        Domain rates = domain(OpenRange.oneOf(
                Optimizers.adam().learningRate(0.1), Optimizers.adam().learningRate(0.2)));
        assertEquals(Optional.empty(), rates.read(Expr.of("adam")));
        assertEquals(
                Optional.of(Optimizers.adam().learningRate(0.2).expr()),
                rates.read(Expr.of("Adam(learning_rate=0.2)")));
    }

    static List<OpenRange<?>> ranges() {
        return List.of(
                OpenRange.between(-3, 5),
                OpenRange.between(1, 1000).log(),
                OpenRange.between(7, 7),
                OpenRange.between(0.5, 2.5),
                OpenRange.between(1e-6, 1.0).log(),
                OpenRange.between(0.1, 0.1),
                OpenRange.oneOf("a", "b", "c"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void a_value_is_at_its_share(OpenRange<?> range) {
        Domain domain = domain(range);
        for (double share = 0; share < 1; share += 0.01) {
            Expr value = domain.at(share);
            assertTrue(domain.contains(value), value::toString);
            double again = domain.share(value);
            assertTrue(again >= 0 && again < 1, () -> value + " at " + again);
            assertEquals(number(value), number(domain.at(again)), 1e-9);
        }
    }

    private static double number(Expr value) {
        Object object = ((Literal) value).value();
        return object instanceof Number number
                ? number.doubleValue()
                : String.valueOf(object).charAt(0);
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void shares_reach_both_ends(OpenRange<?> range) {
        Domain domain = domain(range);
        assertEquals(domain.first(), domain.at(0));
        if (domain instanceof WholeDomain whole) {
            assertEquals(Expr.of(whole.high()), domain.at(Math.nextDown(1.0)));
        }
        assertFalse(domain.contains(Expr.of("none of them")));
    }

    @Test
    void ranges_are_checked_and_quoted() {
        refused("between: low must be at most high, got between(5, 1)", () -> OpenRange.between(5, 1));
        refused(
                "between: low must be at least 1 for a logarithmic scale, got between(0, 1)",
                () -> OpenRange.between(0, 1).log());
        refused(
                "between: low must be above 0 for a logarithmic scale, got between(0.0, 1.0)",
                () -> OpenRange.between(0.0, 1.0).log());
        refused(
                "between: low and high must be finite, low at most high, got between(NaN, 1.0)",
                () -> OpenRange.between(Double.NaN, 1.0));
        refused("oneOf: values must be distinct and not empty, got [1, 1]", () -> OpenRange.oneOf(1, 1));
        refused("log: range must be between two numbers, got oneOf(1, 2)", () -> OpenRange.oneOf(1, 2)
                .log());
        refused(
                "oneOf: values must be closed, got [between(1, 2)]; open its arguments beside it, with when(...)",
                () -> OpenRange.oneOf(List.of(OpenRange.between(1, 2))));
        refused(
                "hyperparameter: when must name each other value once, got [a in oneOf(1), a in oneOf(2)]",
                () -> OpenRange.between(1, 2).when("a", 1).when("a", 2));
    }
}
