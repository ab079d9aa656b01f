package keras4j.internal.fitted;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import keras4j.internal.text.Sha256Sum;
import org.jspecify.annotations.Nullable;

/** {@code .keras} bytes of a fitted model, or the reason why Keras could not serialize it. */
public final class ModelBytes {
    private final byte @Nullable [] bytes;
    private final @Nullable String failure;
    /** Key of live models, computed on first use, so that describing a file does without it. */
    private volatile @Nullable String key;

    private ModelBytes(byte @Nullable [] bytes, @Nullable String failure, @Nullable String key) {
        this.bytes = bytes;
        this.failure = failure;
        this.key = key;
    }

    /** Returns the bytes of a serialized model. */
    public static ModelBytes of(byte[] bytes) {
        return new ModelBytes(bytes, null, null);
    }

    /** Returns a value without bytes. Such a model lives as long as its session. */
    public static ModelBytes unserializable(String failure) {
        return new ModelBytes(null, failure, "unkept-" + UUID.randomUUID());
    }

    /**
     * Returns the bytes themselves, not a copy.
     *
     * @param model the name of the model, for the message
     * @throws IllegalStateException if Keras could not serialize the model
     */
    public byte[] require(String model) {
        if (bytes == null) {
            throw new IllegalStateException("Fitted " + model
                    + ": there are no bytes of the model, because Keras could not serialise it (" + failure + ")");
        }
        return bytes;
    }

    /** Returns the number of bytes; 0 if there are none. */
    public int size() {
        return bytes == null ? 0 : bytes.length;
    }

    /** Returns whether there are bytes. */
    public boolean isPresent() {
        return bytes != null;
    }

    /** Returns the reason why there are no bytes; null if there are. */
    public @Nullable String failure() {
        return failure;
    }

    /** Returns the key of live models: the SHA-256 of the bytes. */
    public String key() {
        String known = key;
        if (known == null) {
            known = Sha256Sum.of(Objects.requireNonNull(bytes));
            key = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelBytes that && (bytes == null ? this == that : Arrays.equals(bytes, that.bytes));
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return bytes == null ? "no bytes" : (bytes.length + 512) / 1024 + " KB";
    }
}
