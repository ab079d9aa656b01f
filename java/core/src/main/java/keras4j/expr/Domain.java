package keras4j.expr;

import java.util.List;
import java.util.Optional;
import keras4j.internal.text.Preconditions;

/** Set of the values that a hyperparameter may take. A share, in [0, 1), is a position in it. */
public sealed interface Domain permits WholeDomain, RealDomain, Choices {
    /**
     * {@return the value at a share; intervals of equal width are equally probable}
     *
     * @param share the position, in [0, 1)
     */
    Expr at(double share);

    /**
     * Returns the share at the centre of a value, so that {@code at(share(value))} is the value.
     *
     * @param value a value of this domain
     * @return the share, in [0, 1)
     */
    double share(Expr value);

    /**
     * {@return evenly spread values, the ends included, as a regular grid has them}
     *
     * @param count the maximum number of values
     */
    List<Expr> levels(int count);

    /**
     * Returns the value of this domain that another form denotes: the value itself, a number in another form (1 for
     * 1.0), or a Keras object by its name ({@code "adam"} for {@code Adam()}).
     *
     * @param value the value in any form
     * @return the value of this domain; empty if there is none, or more than one
     */
    Optional<Expr> read(Expr value);

    /**
     * {@return true if the domain contains a value}
     *
     * @param value the value in any form
     */
    default boolean contains(Expr value) {
        Preconditions.notNull("Domain", "value", value);
        return read(value).isPresent();
    }

    /**
     * {@return true if this domain and another share a value}
     *
     * @param other the other domain
     */
    default boolean meets(Domain other) {
        Preconditions.notNull("Domain", "other", other);
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

    /**
     * {@return true if this domain contains all values of another}
     *
     * @param other the other domain
     */
    default boolean containsAll(Domain other) {
        Preconditions.notNull("Domain", "other", other);
        if (other instanceof Choices choices) {
            return choices.values().stream().allMatch(this::contains);
        }
        boolean between = !(this instanceof Choices) || other.size() <= 2;
        return between && other.levels(2).stream().allMatch(this::contains);
    }

    /** {@return the lower end, or the first choice} */
    default Expr first() {
        return at(0);
    }

    /** {@return the upper end, or the last choice} */
    Expr last();

    /** {@return the number of values; infinity for real numbers} */
    double size();
}
