package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Number types in Keras' weights, with their encodings in an HDF5 file. */
public enum Hdf5Type {
    FLOAT16(2, "11200f0002000000000010000a05000a0f00000000000000"),
    FLOAT32(4, "11201f000400000000002000170800177f00000000000000"),
    FLOAT64(8, "11203f000800000000004000340b0034ff03000000000000"),
    /** Type that is opaque to HDF5; an attribute of the array identifies it. */
    BFLOAT16(2, "1500000002000000"),
    INT8(1, "10080000010000000000080000000000"),
    INT16(2, "10080000020000000000100000000000"),
    INT32(4, "10080000040000000000200000000000"),
    INT64(8, "10080000080000000000400000000000"),
    UINT8(1, "10000000010000000000080000000000"),
    UINT16(2, "10000000020000000000100000000000"),
    UINT32(4, "10000000040000000000200000000000"),
    UINT64(8, "10000000080000000000400000000000"),
    BOOL(1, "180200000100000010080000010000000000080046414c5345000000545255450000000000010000");

    private final int size;
    private final String message;

    Hdf5Type(int size, String message) {
        this.size = size;
        this.message = message;
    }

    /** Returns the size of one number in bytes. */
    public int size() {
        return size;
    }

    public boolean isFloat() {
        return name().contains("FLOAT");
    }

    byte[] message() {
        return HexFormat.of().parseHex(message);
    }

    static Optional<Hdf5Type> of(ByteBuffer message) {
        byte[] bytes = new byte[message.limit()];
        message.get(0, bytes);
        String text = HexFormat.of().formatHex(bytes);
        return Arrays.stream(values()).filter(type -> type.message.equals(text)).findFirst();
    }

    /** Returns whether all numbers of this type are finite. */
    boolean finite(ByteBuffer numbers) {
        return switch (this) {
            case FLOAT16 -> finite(numbers, 0x7c00);
            case BFLOAT16 -> finite(numbers, 0x7f80);
            case FLOAT32 -> finite32(numbers);
            case FLOAT64 -> finite64(numbers);
            default -> true;
        };
    }

    /** Returns whether no number is below 0, if the type is one that Keras counts with. */
    boolean counts(ByteBuffer numbers) {
        boolean counting = this == INT32 || this == INT64;
        // The last byte has the sign.
        for (int at = numbers.position() + size - 1; counting && at < numbers.limit(); at += size) {
            if (numbers.get(at) < 0) {
                return false;
            }
        }
        return true;
    }

    // Infinity and NaN have all bits of the exponent set.
    private static boolean finite(ByteBuffer numbers, int exponent) {
        for (int at = numbers.position(); at < numbers.limit(); at += 2) {
            if ((numbers.getShort(at) & exponent) == exponent) {
                return false;
            }
        }
        return true;
    }

    // Two at a time: adding one carries an exponent of ones into the sign, which was masked.
    private static boolean finite32(ByteBuffer numbers) {
        int pairs = numbers.limit() - (numbers.remaining() & Float.BYTES);
        long carried = 0;
        for (int at = numbers.position(); at < pairs; at += 2 * Float.BYTES) {
            carried |= (numbers.getLong(at) & 0x7f8000007f800000L) + 0x0080000000800000L;
        }
        if (pairs < numbers.limit()) {
            carried |= (numbers.getInt(pairs) & 0x7f800000L) + 0x00800000L;
        }
        return (carried & 0x8000000080000000L) == 0;
    }

    private static boolean finite64(ByteBuffer numbers) {
        for (int at = numbers.position(); at < numbers.limit(); at += 8) {
            if ((numbers.getLong(at) & 0x7ff0000000000000L) == 0x7ff0000000000000L) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
