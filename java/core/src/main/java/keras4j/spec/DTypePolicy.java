package keras4j.spec;

import java.util.Locale;

/**
 * The types of numbers that layers compute with and keep their weights in.
 *
 * @see <a href="https://keras.io/api/mixed_precision/policy/">Keras' dtype policies</a>
 */
public enum DTypePolicy {
    /** Everything in float32: Keras' default. */
    FLOAT32,
    /** Computes in bfloat16, keeps weights in float32: faster where the hardware has bfloat16. */
    MIXED_BFLOAT16,
    /** Computes in float16, keeps weights in float32, and scales the loss, for gradients too small for float16. */
    MIXED_FLOAT16,
    /** Computes and keeps weights in bfloat16: half the memory, fewer digits. */
    BFLOAT16,
    /** Computes and keeps weights in float16. */
    FLOAT16;

    /** The name that Keras has for it: {@code mixed_bfloat16}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
