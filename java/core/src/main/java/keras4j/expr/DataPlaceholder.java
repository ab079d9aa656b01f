package keras4j.expr;

import java.util.Locale;
import java.util.function.UnaryOperator;
import keras4j.internal.text.Preconditions;

/** Placeholder for a value that the data supply when a model is built. */
public enum DataPlaceholder implements Expr {
    /** The shape of one row, such as {@code (784,)}. */
    INPUT_SHAPE,
    /** The number of classes of the outcome. */
    NUM_CLASSES;

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Preconditions.notNull("DataPlaceholder", "change", change);
        return change.apply(this);
    }

    /** Returns the name in Python: {@code input_shape}, {@code num_classes}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
