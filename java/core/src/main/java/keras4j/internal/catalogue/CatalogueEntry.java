package keras4j.internal.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.expr.NumberRange;
import keras4j.expr.Signature;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Keras class, or a method of its models.
 *
 * @param symbol the dotted name, such as {@code keras.layers.Dense}
 * @param kind layer, application, optimizer, assignment, schedule, loss, metric, callback, initializer,
 *     regularizer, constraint, quantization, quantizer, activation, input, method, or custom for a user-defined class
 * @param parameters its parameters, in Keras' order
 * @param call the signature of the {@code call} of a layer; null if only Python knows it
 */
public record CatalogueEntry(
        String symbol,
        String kind,
        List<CatalogueParameter> parameters,
        @Nullable CallSignature call) {
    public CatalogueEntry {
        parameters = List.copyOf(parameters);
    }

    /** Returns the last part of the symbol, such as {@code Dense}. */
    public String name() {
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }

    /** Returns true if Java has a value for each required parameter. */
    public boolean isMakeable() {
        return parameters.stream().noneMatch(parameter -> parameter.required() && parameter.isForeign());
    }

    /** Returns true if it can be a layer of a block. */
    public boolean isLayer() {
        return kind.equals("layer") || kind.equals("application") || kind.equals(Catalogue.CUSTOM);
    }

    /** Returns a parameter by its name; the error for an unknown name suggests the nearest one. */
    public CatalogueParameter parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private IllegalArgumentException unknown(String name) {
        List<String> names = parameters.stream().map(CatalogueParameter::name).toList();
        return new IllegalArgumentException(name() + ": argument must be one of " + String.join(", ", names) + ", got "
                + Quoted.cut(name) + NearestName.hint(name, names));
    }

    /** Returns the number of required parameters; they come first. */
    public int required() {
        return (int) parameters.stream().filter(CatalogueParameter::required).count();
    }

    public Signature signature() {
        Map<String, NumberRange> arguments = new LinkedHashMap<>();
        parameters.forEach(parameter -> arguments.put(parameter.name(), parameter.interval()));
        return new Signature(symbol, arguments);
    }
}
