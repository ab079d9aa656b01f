package keras4j;

import java.util.Locale;

/** What computes under Keras; one process has one. */
public enum Backend {
    /** JAX, the default: see <a href="https://docs.jax.dev">its page</a>. */
    JAX,
    /** TensorFlow: see <a href="https://www.tensorflow.org">its page</a>. */
    TENSORFLOW;

    /** Keras' name of the backend: {@code jax} or {@code tensorflow}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The backend that the system property {@code keras4j.backend} names, else {@link #JAX}.
     *
     * @throws IllegalArgumentException the property names no backend
     */
    static Backend chosen() {
        String id = System.getProperty("keras4j.backend", JAX.id());
        for (Backend backend : values()) {
            if (backend.id().equals(id)) {
                return backend;
            }
        }
        throw new IllegalArgumentException("Keras.open: keras4j.backend must be jax or tensorflow, got " + id);
    }
}
