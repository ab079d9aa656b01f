package keras4j.model;

import java.util.Locale;
import keras4j.internal.text.Quoted;

/** Backend of Keras, which computes; one process has one. */
public enum Backend {
    /** JAX, the default. See <a href="https://docs.jax.dev">its documentation</a>. */
    JAX,
    /** TensorFlow. See <a href="https://www.tensorflow.org">its documentation</a>. */
    TENSORFLOW;

    /** {@return Keras' name of the backend: {@code jax} or {@code tensorflow}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the backend named by the system property {@code keras4j.backend}.
     *
     * @return the backend; {@link #JAX} without the property
     * @throws IllegalArgumentException if the property names no backend
     */
    public static Backend chosen() {
        String id = System.getProperty("keras4j.backend", JAX.id());
        for (Backend backend : values()) {
            if (backend.id().equals(id)) {
                return backend;
            }
        }
        throw new IllegalArgumentException(
                "Keras.open: keras4j.backend must be jax or tensorflow, got " + Quoted.cut(id));
    }
}
