package keras4j.expr;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * List or tuple of expressions.
 *
 * @param tuple true for a Python tuple, false for a list
 * @param items the expressions, in order
 */
public record ListExpr(boolean tuple, List<Expr> items) implements Expr {
    /**
     * Copies the items.
     *
     * @param tuple true for a Python tuple, false for a list
     * @param items the expressions, in order
     */
    public ListExpr {
        items = Preconditions.items("ListExpr", "items", items);
    }

    /**
     * {@return a list}
     *
     * @param items the expressions, in order
     */
    public static ListExpr list(List<? extends Expr> items) {
        Preconditions.items("ListExpr", "items", items);
        return new ListExpr(false, List.copyOf(items));
    }

    /**
     * {@return a tuple}
     *
     * @param items the expressions, in order
     */
    public static ListExpr tuple(List<? extends Expr> items) {
        Preconditions.items("ListExpr", "items", items);
        return new ListExpr(true, List.copyOf(items));
    }

    /**
     * {@return a tuple of integers}
     *
     * @param numbers the integers
     */
    public static ListExpr tuple(int... numbers) {
        Preconditions.notNull("ListExpr", "numbers", numbers);
        return tuple(Arrays.stream(numbers).mapToObj(Expr::of).toList());
    }

    /**
     * {@return a tuple of tuples, such as {@code ((1, 1), (2, 2))}}
     *
     * @param rows the integers of each inner tuple
     */
    public static ListExpr tuple(int[]... rows) {
        Preconditions.array("ListExpr", "rows", rows);
        return tuple(Arrays.stream(rows).map(ListExpr::tuple).toList());
    }

    /**
     * {@return a shape as a tuple}
     *
     * @param dimensions integers, and null (Python's {@code None}) for a dimension of any size
     */
    public static ListExpr shape(@Nullable Integer... dimensions) {
        Preconditions.notNull("ListExpr", "dimensions", dimensions);
        return tuple(Arrays.stream(dimensions).map(Expr::of).toList());
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Preconditions.notNull("ListExpr", "change", change);
        return change.apply(new ListExpr(
                tuple, items.stream().map(item -> item.rewrite(change)).toList()));
    }

    @Override
    public String toString() {
        String text = items.stream().map(Expr::toString).collect(Collectors.joining(", "));
        return tuple ? "(" + text + ")" : "[" + text + "]";
    }
}
