package keras4j.internal.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.expr.Literal;
import keras4j.expr.NumberRange;
import org.jspecify.annotations.Nullable;

/**
 * Signature of the {@code call} of a layer: what it takes when it is applied, its inputs first.
 *
 * <p>The type {@code block} stands for the result of a block, by its name; for a list of inputs, the interval is that of
 * their number.
 *
 * @param parameters the parameters, in Keras' order
 * @param repeated the parameter that is the first input where it is not given, as the value of self-attention; null if
 *     there is none
 */
public record CallSignature(
        List<CatalogueParameter> parameters, @Nullable String repeated) {
    private static final String BLOCK = "block";

    public CallSignature {
        parameters = List.copyOf(parameters);
    }

    /** Returns the inputs. */
    public CatalogueParameter inputs() {
        return parameters.get(0);
    }

    /** Returns true if the inputs are a list where there are several. */
    public boolean joins() {
        return !inputs().types().contains(BLOCK);
    }

    /** Returns the parameters that several inputs stand for, in order: the query, the value and the key of attention. */
    public List<CatalogueParameter> positional() {
        return parameters.stream().takeWhile(CallSignature::isPositional).toList();
    }

    private static boolean isPositional(CatalogueParameter parameter) {
        return parameter.required()
                || (parameter.types().equals(List.of(BLOCK))
                        && !parameter.name().endsWith("mask"));
    }

    /** Returns the parameters besides the inputs. */
    public Stream<CatalogueParameter> named() {
        return parameters.stream().skip(1);
    }

    /** Returns a parameter besides the inputs. */
    public Optional<CatalogueParameter> named(String name) {
        return named().filter(parameter -> parameter.name().equals(name)).findFirst();
    }

    /** Returns a parameter of a custom layer, whose call only Python knows. */
    public static CatalogueParameter unknown(String name) {
        return new CatalogueParameter(
                name,
                false,
                Literal.NONE,
                List.of("bool", "int", "double", BLOCK, BLOCK + "*"),
                List.of(),
                NumberRange.FINITE);
    }
}
