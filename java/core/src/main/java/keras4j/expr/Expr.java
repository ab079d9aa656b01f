package keras4j.expr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An expression: what a Keras object, or an argument of one, is made of. Two equal expressions mean the same. */
public sealed interface Expr permits Literal, Items, Dict, Call, Arg, Supplied, Open {

    /** This expression with its parts replaced first, then itself: the one way to fill holes. */
    Expr rewrite(UnaryOperator<Expr> change);

    /** This expression as readable JSON: {@code {"call": "keras.layers.Dense", "with": {"units": 128}}}. */
    @JsonValue
    default JsonNode json() {
        return ExprJson.write(this);
    }

    /** The expression that {@link #json()} wrote; anything else is an error that quotes it. */
    @JsonCreator
    static Expr fromJson(JsonNode json) {
        return ExprJson.read(json);
    }

    /**
     * A Java value as an expression: null, a boolean, a number, text, an array or collection of such, a map, or a typed
     * Keras value.
     */
    static Expr of(@Nullable Object value) {
        if (value instanceof Expr expr) {
            return expr;
        }
        if (value instanceof Expressible expressible) {
            return expressible.expr();
        }
        if (value instanceof Collection<?> items) {
            return Items.list(all(items));
        }
        if (value instanceof Map<?, ?> map) {
            return dict(map);
        }
        return array(value);
    }

    private static Expr array(@Nullable Object value) {
        if (value instanceof int[] numbers) {
            return Items.list(all(Arrays.stream(numbers).boxed().toList()));
        }
        if (value instanceof double[] numbers) {
            return Items.list(all(Arrays.stream(numbers).boxed().toList()));
        }
        if (value instanceof Object[] items) {
            return Items.list(all(Arrays.asList(items)));
        }
        return Literal.of(value);
    }

    private static List<Expr> all(Collection<?> values) {
        List<Expr> all = new ArrayList<>();
        for (Object value : values) {
            all.add(of(value));
        }
        return all;
    }

    private static Dict dict(Map<?, ?> map) {
        Map<Expr, Expr> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(of(key), of(value)));
        return new Dict(entries);
    }
}
