package keras4j.spec;

import java.util.Locale;

/**
 * Dtype policy: the number types that layers compute with and store weights in.
 *
 * @see <a href="https://keras.io/api/mixed_precision/policy/">Keras' dtype policies</a>
 */
public enum DTypePolicy {
    /** Computation and weights in float32, Keras' default. */
    FLOAT32,
    /** Computation in bfloat16, weights in float32: faster on hardware with bfloat16. */
    MIXED_BFLOAT16,
    /** Computation in float16, weights in float32, with loss scaling for gradients too small for float16. */
    MIXED_FLOAT16,
    /** Computation and weights in bfloat16: half the memory, less precision. */
    BFLOAT16,
    /** Computation and weights in float16. */
    FLOAT16;

    /** Returns Keras' name, such as {@code mixed_bfloat16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
