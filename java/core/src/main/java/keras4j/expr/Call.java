package keras4j.expr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Keras object: the class that makes it and the arguments that were set; arguments that were not set are absent.
 *
 * @param symbol the dotted name, such as {@code keras.layers.Dense}
 * @param arguments the arguments by name, in Keras' order
 * @param source the Python source that defines the symbol of a {@link CustomObject}; null for a symbol of Keras
 */
public record Call(
        String symbol,
        Map<String, Expr> arguments,
        @Nullable String source) implements Expr {
    /**
     * Copies the arguments.
     *
     * @param symbol the dotted name, such as {@code keras.layers.Dense}
     * @param arguments the arguments by name, in Keras' order
     * @param source the Python source that defines the symbol of a {@link CustomObject}; null for a symbol of Keras
     */
    public Call {
        Preconditions.notNull("Call", "symbol", symbol);
        arguments = Preconditions.entries("Call", "arguments", arguments);
    }

    /**
     * Creates a call of a Keras symbol.
     *
     * @param symbol the dotted name
     * @param arguments the arguments by name, in Keras' order
     */
    public Call(String symbol, Map<String, Expr> arguments) {
        this(symbol, arguments, null);
    }

    /**
     * {@return a call of a Keras symbol without arguments}
     *
     * @param symbol the dotted name
     */
    public static Call of(String symbol) {
        Preconditions.notNull("Call", "symbol", symbol);
        return new Call(symbol, Map.of());
    }

    /** {@return the last part of the symbol, such as {@code Dense}} */
    public String name() {
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }

    /**
     * {@return a copy with one argument set; a new argument comes last}
     *
     * @param name the argument's name
     * @param value its value
     */
    public Call with(String name, Expr value) {
        Preconditions.notNull("Call", "name", name);
        Preconditions.notNull("Call", "value", value);
        Map<String, Expr> more = new LinkedHashMap<>(arguments);
        more.put(name, value);
        return new Call(symbol, more, source);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Preconditions.notNull("Call", "change", change);
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
