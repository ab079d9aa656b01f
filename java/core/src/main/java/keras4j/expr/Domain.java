package keras4j.expr;

import java.util.List;
import java.util.Optional;

/** The values that an open value may take. A share, from 0 up to but not 1, is a place among them. */
public sealed interface Domain permits WholeDomain, RealDomain, Choices {
    /** The value at a share; equal shares of the unit interval for equally probable values. */
    Expr at(double share);

    /** The share in whose middle a value of this domain lies: {@code at(share(value))} is the value. */
    double share(Expr value);

    /** At most so many values, evenly spread, as a regular grid has them; the ends are among them. */
    List<Expr> levels(int count);

    /**
     * The value of these that is meant: itself, a number written otherwise (1 for 1.0), a Keras object by its name
     * ({@code "adam"} for {@code Adam()}); empty where it is none of these, or could be several.
     */
    Optional<Expr> read(Expr value);

    /** Whether a value is one of these. */
    default boolean contains(Expr value) {
        return read(value).isPresent();
    }

    /** Whether some value is one of these and of another domain. */
    default boolean meets(Domain other) {
        if (this instanceof Choices choices) {
            return choices.values().stream().anyMatch(other::contains);
        }
        if (other instanceof Choices choices) {
            return choices.values().stream().anyMatch(this::contains);
        }
        double low = Math.max(Literal.number(first()), Literal.number(other.first()));
        double high = Math.min(Literal.number(last()), Literal.number(other.last()));
        boolean whole = this instanceof WholeDomain || other instanceof WholeDomain;
        return whole ? Math.ceil(low) <= Math.floor(high) : low <= high;
    }

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

    /** The upper end, or the last choice. */
    Expr last();

    /** How many values there are; infinity for real numbers. */
    double size();
}
