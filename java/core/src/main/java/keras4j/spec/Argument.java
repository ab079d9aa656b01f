package keras4j.spec;

import java.util.Optional;
import keras4j.expr.Expr;

/**
 * An argument of a spec.
 *
 * @param name its name, such as {@code hidden_1_units}
 * @param standard what holds while nothing is set; empty where that depends on the data
 * @param set what was set
 */
public record Argument(String name, Optional<Expr> standard, Optional<Expr> set) {
    /** What was set, or else what holds without; empty where that depends on the data. */
    public Optional<Expr> value() {
        return set.or(() -> standard);
    }

    /** The name and the value, and the default where it is another: {@code hidden_1_units=256 (default 128)}. */
    @Override
    public String toString() {
        return name + "=" + shown();
    }

    String shown() {
        String usual = standard.map(Expr::toString).orElse("by the number of classes");
        return set.isEmpty() || set.equals(standard) ? usual : set.get() + " (default " + usual + ")";
    }
}
