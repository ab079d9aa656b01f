package keras4j.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Quantization mode: the number of bits of the weights of a fitted model.
 *
 * @see <a href="https://keras.io/guides/quantization_overview/">Quantization in Keras</a>
 */
public enum QuantizationMode {
    /** Weights and activations as 8-bit integers. */
    INT8,
    /** Weights as 4-bit integers, two in a byte. */
    INT4;

    /** Returns Keras' name, such as {@code int8}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
