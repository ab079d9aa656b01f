package keras4j;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How the weights of a fitted model are kept in fewer bits.
 *
 * @see <a href="https://keras.io/guides/quantization_overview/">Quantization in Keras</a>
 */
public enum Quantization {
    /** Weights and activations as 8-bit whole numbers. */
    INT8,
    /** Weights as 4-bit whole numbers, two in a byte. */
    INT4;

    /** Keras' name: {@code int8}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
