package keras4j.expr;

import java.util.function.UnaryOperator;

/**
 * A named hole: an argument of the block it stands in.
 *
 * @param name the argument's name within its block
 * @param standard what stands there unless something else is set
 */
public record Arg(String name, Expr standard) implements Expr {
    public Arg {
        Names.check("arg", "name", name);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        return change.apply(new Arg(name, standard.rewrite(change)));
    }

    @Override
    public String toString() {
        return "arg(\"" + name + "\", " + standard + ")";
    }
}
