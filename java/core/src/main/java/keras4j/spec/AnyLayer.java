package keras4j.spec;

import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Check;
import keras4j.catalogue.Entry;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.layer.Layer;
import org.jspecify.annotations.Nullable;

/** A layer by its symbol, its arguments by their names in Python; all of them are checked against the catalogue. */
public final class AnyLayer extends Layer {
    private static final Check CHECK = new Check(Catalogue.keras());

    private AnyLayer(Call call) {
        super(call);
    }

    /** A layer such as {@code keras.layers.GaussianNoise}; a symbol that is no layer is an error. */
    public static AnyLayer of(String symbol) {
        Entry entry = Catalogue.keras().entry(symbol);
        if (!entry.isLayer()) {
            throw new IllegalArgumentException("layer: symbol must be a layer, got " + symbol + ", a " + entry.kind());
        }
        return new AnyLayer(Call.of(symbol));
    }

    /** A layer of one's own. */
    public static AnyLayer of(CustomObject object) {
        return new AnyLayer(object.expr());
    }

    /** This layer with an argument set: null, a boolean, a number, text, a list, a typed value or an arg. */
    public AnyLayer with(String name, @Nullable Object value) {
        return new AnyLayer(CHECK.with(expr(), name, Expr.of(value)));
    }
}
