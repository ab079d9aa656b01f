package keras4j.spec;

import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.layer.Layer;
import org.jspecify.annotations.Nullable;

/** Layer given by its symbol, with arguments by their Python names, all checked against the catalogue. */
public final class AnyLayer extends Layer {
    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());

    private AnyLayer(Call call) {
        super(call);
    }

    /**
     * {@return a layer such as {@code keras.layers.GaussianNoise}}
     *
     * @param symbol the dotted name; an error if it is not a layer
     */
    public static AnyLayer of(String symbol) {
        Preconditions.notNull("AnyLayer", "symbol", symbol);
        CatalogueEntry entry = Catalogue.keras().entry(symbol);
        if (!entry.isLayer()) {
            throw new IllegalArgumentException(
                    "layer: symbol must be a layer, got " + Quoted.cut(symbol) + ", a " + entry.kind());
        }
        return new AnyLayer(Call.of(symbol));
    }

    /**
     * {@return a user-defined layer}
     *
     * @param object the custom object
     */
    public static AnyLayer of(CustomObject object) {
        Preconditions.notNull("AnyLayer", "object", object);
        return new AnyLayer(object.expr());
    }

    /**
     * {@return a copy with an argument set}
     *
     * @param name the argument's Python name
     * @param value null, a boolean, a number, a string, a list, a typed value or an arg
     */
    public AnyLayer with(String name, @Nullable Object value) {
        Preconditions.notNull("AnyLayer", "name", name);
        return new AnyLayer(CHECK.with(expr(), name, Expr.of(value)));
    }
}
