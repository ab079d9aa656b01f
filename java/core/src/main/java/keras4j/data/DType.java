package keras4j.data;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of number that a {@link Tensor} holds. */
public enum DType {
    /** 32-bit floating point: what networks compute with. */
    FLOAT32(4),
    /** 32-bit whole numbers, for indices and class codes. */
    INT32(4),
    /** Bytes from 0 to 255, for pictures. */
    UINT8(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that one element takes. */
    public int bytes() {
        return bytes;
    }

    /** NumPy's and Keras' name of this type: {@code float32}, {@code int32}, {@code uint8}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
