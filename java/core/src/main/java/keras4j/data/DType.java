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

    /** Whether a finite number can stand in an array of this type without becoming another. */
    public boolean holds(double value) {
        return switch (this) {
            case FLOAT32 -> true;
            case INT32 -> value == (int) value;
            case UINT8 -> value == (int) value && value >= 0 && value <= 255;
        };
    }

    /** What this type holds, in words for a message. */
    public String accepted() {
        return switch (this) {
            case FLOAT32 -> "numbers";
            case INT32 -> "whole numbers";
            case UINT8 -> "whole numbers from 0 to 255";
        };
    }

    /** NumPy's and Keras' name of this type: {@code float32}, {@code int32}, {@code uint8}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
