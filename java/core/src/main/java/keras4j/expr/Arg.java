package keras4j.expr;

import java.util.function.UnaryOperator;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.PythonNames;

/**
 * Named placeholder: an argument of the block that contains it.
 *
 * @param name the argument's name within its block
 * @param standard the value that applies unless another is set
 */
public record Arg(String name, Expr standard) implements Expr {
    /**
     * Checks the name.
     *
     * @param name the argument's name within its block
     * @param standard the value that applies unless another is set
     */
    public Arg {
        Preconditions.notNull("Arg", "name", name);
        Preconditions.notNull("Arg", "standard", standard);
        PythonNames.check("arg", "name", name);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Preconditions.notNull("Arg", "change", change);
        return change.apply(new Arg(name, standard.rewrite(change)));
    }

    @Override
    public String toString() {
        return "arg(\"" + name + "\", " + standard + ")";
    }
}
