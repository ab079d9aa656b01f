package keras4j.expr;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Expressions in a row.
 *
 * @param tuple whether Python sees a tuple rather than a list
 * @param items the expressions, in order
 */
public record Items(boolean tuple, List<Expr> items) implements Expr {
    public Items {
        items = List.copyOf(items);
    }

    public static Items list(List<? extends Expr> items) {
        return new Items(false, List.copyOf(items));
    }

    public static Items tuple(List<? extends Expr> items) {
        return new Items(true, List.copyOf(items));
    }

    public static Items tuple(int... numbers) {
        return tuple(Arrays.stream(numbers).mapToObj(Expr::of).toList());
    }

    /** Tuples in a tuple, such as {@code ((1, 1), (2, 2))}. */
    public static Items tuple(int[]... rows) {
        return tuple(Arrays.stream(rows).map(Items::tuple).toList());
    }

    /** A shape: whole numbers, null (Python's {@code None}) where a dimension is open. */
    public static Items shape(@Nullable Integer... dimensions) {
        return tuple(Arrays.stream(dimensions).map(Expr::of).toList());
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        return change.apply(new Items(
                tuple, items.stream().map(item -> item.rewrite(change)).toList()));
    }

    @Override
    public String toString() {
        String text = items.stream().map(Expr::toString).collect(Collectors.joining(", "));
        return tuple ? "(" + text + ")" : "[" + text + "]";
    }
}
