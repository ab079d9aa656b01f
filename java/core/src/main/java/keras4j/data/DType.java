package keras4j.data;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The element type of a {@link Tensor}. */
public enum DType {
    /** 32-bit floating point, the type of network computations. */
    FLOAT32(4),
    /** 32-bit whole numbers, for indices and class codes. */
    INT32(4),
    /** Bytes from 0 to 255, for pictures. */
    UINT8(1),
    /** Texts, for the layers that take them on TensorFlow. */
    STRING(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return the bytes of one element; of a text, those of one byte of its UTF-8} */
    public int bytes() {
        return bytes;
    }

    /**
     * Checks that a finite number can be stored in this type without changing its value; always true for float32.
     *
     * @param value a finite number
     * @return true if the number can be stored
     */
    public boolean holds(double value) {
        return switch (this) {
            case FLOAT32 -> true;
            case INT32 -> value == (int) value;
            case UINT8 -> value == (int) value && value >= 0 && value <= 255;
            case STRING -> false;
        };
    }

    /** {@return the accepted numbers of this type, worded for a message} */
    public String accepted() {
        return switch (this) {
            case FLOAT32 -> "numbers";
            case INT32 -> "whole numbers";
            case UINT8 -> "whole numbers from 0 to 255";
            case STRING -> "texts";
        };
    }

    /** Returns the name of this type in NumPy and Keras: {@code float32}, {@code int32}, {@code uint8}, {@code string}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
