package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Operators and functions of expressions. */
final class ExpressionFunctions {
    private static final Map<String, DoubleUnaryOperator> UNARY = Map.ofEntries(
            Map.entry("log", Math::log),
            Map.entry("log2", x -> Math.log(x) / Math.log(2)),
            Map.entry("log10", Math::log10),
            Map.entry("log1p", Math::log1p),
            Map.entry("exp", Math::exp),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("abs", Math::abs),
            Map.entry("sin", Math::sin),
            Map.entry("cos", Math::cos),
            Map.entry("tan", Math::tan),
            Map.entry("floor", Math::floor),
            Map.entry("ceiling", Math::ceil),
            Map.entry("round", Math::rint),
            Map.entry("sign", Math::signum),
            Map.entry("I", x -> x),
            Map.entry("is.na", x -> Double.isNaN(x) ? 1 : 0),
            Map.entry("-", x -> -x),
            Map.entry("!", x -> Double.isNaN(x) ? x : x == 0 ? 1 : 0));

    private static final Map<String, DoubleBinaryOperator> BINARY = Map.ofEntries(
            Map.entry("+", (a, b) -> a + b),
            Map.entry("-", (a, b) -> a - b),
            Map.entry("*", (a, b) -> a * b),
            Map.entry("/", (a, b) -> a / b),
            Map.entry("^", Math::pow),
            Map.entry("min", Math::min),
            Map.entry("max", Math::max),
            Map.entry("==", (a, b) -> truth(a == b, a, b)),
            Map.entry("!=", (a, b) -> truth(a != b, a, b)),
            Map.entry("<", (a, b) -> truth(a < b, a, b)),
            Map.entry("<=", (a, b) -> truth(a <= b, a, b)),
            Map.entry(">", (a, b) -> truth(a > b, a, b)),
            Map.entry(">=", (a, b) -> truth(a >= b, a, b)),
            Map.entry("&", (a, b) -> a == 0 || b == 0 ? 0 : truth(true, a, b)),
            Map.entry("|", (a, b) -> is(a) || is(b) ? 1 : truth(false, a, b)));

    private ExpressionFunctions() {}

    private static boolean is(double value) {
        return value != 0 && !Double.isNaN(value);
    }

    private static double truth(boolean holds, double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : holds ? 1 : 0;
    }

    /** Returns the functions' names, without the operators. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of("ifelse"));
        names.addAll(UNARY.keySet());
        names.addAll(BINARY.keySet());
        names.removeIf(name -> !Character.isLetter(name.charAt(0)));
        return names;
    }

    /** Returns the number of arguments of a function. */
    static int arguments(String name) {
        return name.equals("ifelse") ? 3 : UNARY.containsKey(name) ? 1 : 2;
    }

    static IntToDoubleFunction of(String name, List<IntToDoubleFunction> parts) {
        IntToDoubleFunction first = parts.get(0);
        if (parts.size() == 1) {
            DoubleUnaryOperator operator = UNARY.getOrDefault(name, x -> x);
            return row -> operator.applyAsDouble(first.applyAsDouble(row));
        }
        IntToDoubleFunction second = parts.get(1);
        if (parts.size() == 3) {
            IntToDoubleFunction third = parts.get(2);
            return row -> choice(first.applyAsDouble(row), second, third, row);
        }
        DoubleBinaryOperator operator = BINARY.getOrDefault(name, Double::sum);
        return row -> operator.applyAsDouble(first.applyAsDouble(row), second.applyAsDouble(row));
    }

    private static double choice(double test, IntToDoubleFunction yes, IntToDoubleFunction no, int row) {
        return Double.isNaN(test) ? test : test != 0 ? yes.applyAsDouble(row) : no.applyAsDouble(row);
    }
}
