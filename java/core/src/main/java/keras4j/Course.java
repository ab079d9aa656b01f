package keras4j;

import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** What the numbers that say how a fit goes must be to one another, and to its rows. */
final class Course {
    private Course() {}

    /** Refuses a fit that would end before its first epoch. */
    static void requireEpochs(Spec spec) {
        Double first = number(spec, "fit_initial_epoch");
        Double epochs = number(spec, "fit_epochs");
        int count = epochs == null ? 1 : epochs.intValue();
        if (first != null && first >= count) {
            throw new IllegalArgumentException(spec.name() + ": fit_initial_epoch must be below fit_epochs, which is "
                    + count + ", got " + first.intValue());
        }
    }

    /** Refuses a validation split that leaves no row to learn from; Keras rounds the rest down. */
    static void requireRows(Spec spec, int rows) {
        Double part = number(spec, "fit_validation_split");
        if (part != null && Math.floor(rows * (1 - part)) < 1) {
            throw new IllegalArgumentException(spec.name()
                    + ": fit_validation_split must leave at least one row to learn from, got " + part + " of " + rows
                    + " rows");
        }
    }

    private static @Nullable Double number(Spec spec, String name) {
        Expr set = spec.settings().get(name);
        return set instanceof Literal literal && literal.value() instanceof Number number ? number.doubleValue() : null;
    }
}
