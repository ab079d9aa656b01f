package keras4j.expr;

import java.util.List;

/** The values that an open value may take. A share, from 0 up to but not 1, is a place among them. */
public sealed interface Domain permits WholeDomain, RealDomain, Choices {
    /** The value at a share; equal shares of the unit interval for equally probable values. */
    Expr at(double share);

    /** The share in whose middle a value of this domain lies: {@code at(share(value))} is the value. */
    double share(Expr value);

    /** At most so many values, evenly spread, as a regular grid has them; the ends are among them. */
    List<Expr> levels(int count);

    /** Whether a value is one of these. */
    boolean contains(Expr value);

    /** Whether all values of another domain are among these. */
    default boolean containsAll(Domain other) {
        if (other instanceof Choices choices) {
            return choices.values().stream().allMatch(this::contains);
        }
        boolean between = !(this instanceof Choices) || other.size() <= 2;
        return between && other.levels(2).stream().allMatch(this::contains);
    }

    /** The lower end, or the first choice. */
    default Expr first() {
        return at(0);
    }

    /** How many values there are; infinity for real numbers. */
    double size();
}
