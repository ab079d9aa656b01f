package keras4j.expr;

/** Object that represents an expression: a typed layer, a choice, a hyperparameter. */
public interface ToExpr {
    /** {@return the expression that this object represents} */
    Expr expr();
}
