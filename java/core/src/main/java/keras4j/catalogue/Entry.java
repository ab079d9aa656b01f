package keras4j.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.expr.Interval;
import keras4j.expr.Signature;
import keras4j.text.Nearest;

/**
 * A Keras class, or a method of its models.
 *
 * @param symbol the dotted name, such as {@code keras.layers.Dense}
 * @param kind what it is: layer, application, optimizer, assignment, schedule, loss, metric, callback, initializer,
 *     regularizer, constraint, quantization, quantizer, activation, input, method, or custom for one of the user's own
 * @param parameters its arguments, in Keras' order
 */
public record Entry(String symbol, String kind, List<Parameter> parameters) {
    public Entry {
        parameters = List.copyOf(parameters);
    }

    /** The last part of the symbol: {@code Dense}. */
    public String name() {
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }

    /** Whether Java has a value for all that Keras needs to make it. */
    public boolean isMakeable() {
        return parameters.stream().noneMatch(parameter -> parameter.required() && parameter.isForeign());
    }

    /** Whether it can stand in a block as a layer. */
    public boolean isLayer() {
        return kind.equals("layer") || kind.equals("application") || kind.equals(Catalogue.CUSTOM);
    }

    /** An argument by its name; an unknown one is an error with the nearest right name. */
    public Parameter parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private IllegalArgumentException unknown(String name) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        return new IllegalArgumentException(name() + ": argument must be one of " + String.join(", ", names) + ", got "
                + name + Nearest.hint(name, names));
    }

    /** How many arguments Keras needs; they come first. */
    public int required() {
        return (int) parameters.stream().filter(Parameter::required).count();
    }

    public Signature signature() {
        Map<String, Interval> arguments = new LinkedHashMap<>();
        parameters.forEach(parameter -> arguments.put(parameter.name(), parameter.interval()));
        return new Signature(symbol, arguments);
    }
}
