package keras4j.expr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Keras object: the class that makes it and the arguments that were set; what nobody set is not there.
 *
 * @param symbol the dotted name, such as {@code keras.layers.Dense}
 * @param arguments the arguments by name, in Keras' order
 * @param source the Python source that defines the symbol, of a {@link CustomObject}; null for what Keras has itself
 */
public record Call(
        String symbol,
        Map<String, Expr> arguments,
        @Nullable String source) implements Expr {
    public Call {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    public Call(String symbol, Map<String, Expr> arguments) {
        this(symbol, arguments, null);
    }

    public static Call of(String symbol) {
        return new Call(symbol, Map.of());
    }

    /** The last part of the symbol: {@code Dense}. */
    public String name() {
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }

    /** This call with one argument set, behind those that it has. */
    public Call with(String name, Expr value) {
        Map<String, Expr> more = new LinkedHashMap<>(arguments);
        more.put(name, value);
        return new Call(symbol, more, source);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Map<String, Expr> rewritten = new LinkedHashMap<>();
        arguments.forEach((name, value) -> rewritten.put(name, value.rewrite(change)));
        return change.apply(new Call(symbol, rewritten, source));
    }

    @Override
    public String toString() {
        return arguments.entrySet().stream()
                .map(argument -> argument.getKey() + "=" + argument.getValue())
                .collect(Collectors.joining(", ", name() + "(", ")"));
    }
}
