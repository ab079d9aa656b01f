package keras4j.expr;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** What the data supply when a model is built. */
public enum Supplied implements Expr {
    /** The shape of one row, such as {@code (784,)}. */
    INPUT_SHAPE,
    /** The number of classes of the outcome. */
    NUM_CLASSES;

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        return change.apply(this);
    }

    /** The name that it has in Python: {@code input_shape}, {@code num_classes}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
