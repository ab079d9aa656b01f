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
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/** Expression that describes a Keras object or one of its arguments. Equal expressions mean the same. */
public sealed interface Expr permits Literal, ListExpr, Dict, Call, Arg, DataPlaceholder, HyperparameterExpr {

    /**
     * Rewrites this expression from the leaves up; placeholders are filled by this method alone.
     *
     * @param change the replacement of a part, whose own parts are already replaced
     * @return the rewritten expression
     */
    Expr rewrite(UnaryOperator<Expr> change);

    /**
     * {@return this expression as readable JSON, such as {@code {"call": "keras.layers.Dense", "with": {"units":
     * 128}}}}
     */
    @JsonValue
    default JsonNode json() {
        return ExprJson.write(this);
    }

    /**
     * {@return the expression that {@link #json()} wrote}
     *
     * @param json the JSON; any other is an error that quotes it
     */
    @JsonCreator
    static Expr fromJson(JsonNode json) {
        Preconditions.notNull("Expr", "json", json);
        return ExprJson.read(json);
    }

    /**
     * {@return a Java value as an expression}
     *
     * @param value null, a boolean, a number, a string, an array or a collection of these, a map, or a typed Keras
     *     value
     */
    static Expr of(@Nullable Object value) {
        if (value instanceof Expr expr) {
            return expr;
        }
        if (value instanceof ToExpr expressible) {
            return expressible.expr();
        }
        if (value instanceof Collection<?> items) {
            return ListExpr.list(all(items));
        }
        if (value instanceof Map<?, ?> map) {
            return dict(map);
        }
        return array(value);
    }

    private static Expr array(@Nullable Object value) {
        if (value instanceof int[] numbers) {
            return ListExpr.list(all(Arrays.stream(numbers).boxed().toList()));
        }
        if (value instanceof double[] numbers) {
            return ListExpr.list(all(Arrays.stream(numbers).boxed().toList()));
        }
        if (value instanceof Object[] items) {
            return ListExpr.list(all(Arrays.asList(items)));
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
