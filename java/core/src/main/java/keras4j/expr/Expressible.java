package keras4j.expr;

/** Something that stands for an expression: a typed layer, a choice, a value that is still open. */
public interface Expressible {
    /** The expression that this stands for. */
    Expr expr();
}
