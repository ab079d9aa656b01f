package keras4j.expr;

import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.internal.text.Preconditions;

/**
 * Signature of a Keras class: the argument names in Keras' order, and the numbers that each accepts.
 *
 * @param symbol the class
 * @param arguments the names and the accepted intervals
 */
public record Signature(String symbol, Map<String, NumberRange> arguments) {
    /**
     * Checks the components.
     *
     * @param symbol the class
     * @param arguments the names and the accepted intervals
     */
    public Signature {
        Preconditions.notNull("Signature", "symbol", symbol);
        Preconditions.notNull("Signature", "arguments", arguments);
    }

    /**
     * Returns a signature from texts such as {@code units [1, inf)}, or {@code activation} for an argument without
     * limits.
     *
     * @param symbol the class
     * @param arguments the arguments in Keras' order
     * @return the signature
     */
    public static Signature of(String symbol, String... arguments) {
        Preconditions.array("Signature", "arguments", arguments);
        Map<String, NumberRange> intervals = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split(" ", 2);
            intervals.put(parts[0], parts.length == 1 ? NumberRange.FINITE : NumberRange.of(parts[1]));
        }
        return new Signature(symbol, intervals);
    }

    /**
     * Returns a copy of a call with one argument set, in Keras' order; a number outside its interval is an error.
     *
     * @param call the call
     * @param name the argument
     * @param value its value, as {@link Expr#of} takes it
     * @return the copy
     * @throws IllegalArgumentException if the value has a number outside the interval
     */
    public Call with(Call call, String name, Object value) {
        Preconditions.notNull("Signature", "call", call);
        Expr expr = Expr.of(Preconditions.notNull(call.name(), name, value));
        arguments.getOrDefault(name, NumberRange.FINITE).check(call.name(), name, expr);
        Map<String, Expr> given = call.with(name, expr).arguments();
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
