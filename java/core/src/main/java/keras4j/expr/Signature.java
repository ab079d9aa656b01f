package keras4j.expr;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arguments of a Keras class: their names in Keras' order, and the numbers that each accepts.
 *
 * @param symbol the class
 * @param arguments name and accepted interval
 */
public record Signature(String symbol, Map<String, Interval> arguments) {
    /** A signature from texts such as {@code units [1, inf)} or, where every number will do, {@code activation}. */
    public static Signature of(String symbol, String... arguments) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        for (String argument : arguments) {
            int space = argument.indexOf(' ');
            if (space < 0) {
                intervals.put(argument, Interval.FINITE);
            } else {
                intervals.put(argument.substring(0, space), Interval.of(argument.substring(space + 1)));
            }
        }
        return new Signature(symbol, intervals);
    }

    /** A call with one argument set, in Keras' order; a number outside its interval is an error. */
    public Call with(Call call, String name, Expr value) {
        arguments.getOrDefault(name, Interval.FINITE).check(call.name(), name, value);
        Map<String, Expr> given = call.with(name, value).arguments();
        Map<String, Expr> ordered = new LinkedHashMap<>();
        for (String argument : arguments.keySet()) {
            Expr found = given.get(argument);
            if (found != null) {
                ordered.put(argument, found);
            }
        }
        return new Call(symbol, ordered);
    }
}
