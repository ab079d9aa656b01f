package keras4j.spec;

import java.util.ArrayList;
import java.util.List;
import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Check;
import keras4j.catalogue.Parameter;
import keras4j.expr.Expr;
import org.jspecify.annotations.Nullable;

/**
 * An argument that a spec has by its blocks.
 *
 * @param name its generated name
 * @param origin what it was generated from, for messages
 * @param standard what holds while nothing is set; null where that depends on the data
 * @param accepts what it must suit: each place where it goes
 * @param copy the block it is for, and from how many copies of it on it matters; null where it is for no block
 */
record Slot(
        String name,
        String origin,
        @Nullable Expr standard,
        List<Parameter> accepts,
        @Nullable Copy copy) {
    /** One copy of a block, counted from 1. */
    record Copy(String block, int number) {}

    private static final Check CHECK = new Check(Catalogue.keras());

    Slot {
        accepts = List.copyOf(accepts);
    }

    /** The value, if it suits each place; else an error in the name of the spec. */
    Expr checked(String spec, Expr value) {
        Expr checked = value;
        for (Parameter parameter : accepts) {
            checked = CHECK.value(spec, parameter.as(name), checked);
        }
        return checked;
    }

    /** The same argument for one copy of its block alone. */
    Slot of(Copy one, String named) {
        return new Slot(named, "copy " + one.number() + " of " + origin, standard, accepts, one);
    }

    Slot alsoAt(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(accepts);
        more.add(parameter);
        return new Slot(name, origin, standard, more, copy);
    }
}
