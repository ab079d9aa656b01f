package keras4j.spec;

import java.util.ArrayList;
import java.util.List;
import keras4j.expr.Expr;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.catalogue.CatalogueParameter;
import org.jspecify.annotations.Nullable;

/**
 * Argument that a spec has because of its blocks.
 *
 * @param name its generated name
 * @param origin its source, for messages
 * @param standard the default; null if it depends on the data
 * @param accepts the parameters for which its value is used
 * @param copy the block it is for, and the first copy of the block to which it applies; null if it is for no block
 */
record ArgumentSlot(
        String name,
        String origin,
        @Nullable Expr standard,
        List<CatalogueParameter> accepts,
        @Nullable Copy copy) {
    /** Copy of a block, counted from 1. */
    record Copy(String block, int number) {}

    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());

    ArgumentSlot {
        accepts = List.copyOf(accepts);
    }

    /** Returns the value after a check against each parameter; an error begins with the spec's name. */
    Expr checked(String spec, Expr value) {
        Expr checked = value;
        for (CatalogueParameter parameter : accepts) {
            checked = CHECK.value(spec, parameter.as(name), checked);
        }
        return checked;
    }

    /** Returns a copy for one copy of its block alone. */
    ArgumentSlot of(Copy one, String named) {
        return new ArgumentSlot(named, "copy " + one.number() + " of " + origin, standard, accepts, one);
    }

    ArgumentSlot alsoAt(CatalogueParameter parameter) {
        List<CatalogueParameter> more = new ArrayList<>(accepts);
        more.add(parameter);
        return new ArgumentSlot(name, origin, standard, more, copy);
    }
}
