package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Bytes of an HDF5 file, each of which belongs to at most one part. */
final class Hdf5Bytes {
    /** Undefined address. */
    static final long NONE = -1;

    private final ByteBuffer bytes;
    private final Validator rules;
    private final TreeMap<Integer, Integer> parts = new TreeMap<>();

    Hdf5Bytes(ByteBuffer bytes, Validator rules) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.rules = rules;
    }

    Validator rules() {
        return rules;
    }

    int size() {
        return bytes.limit();
    }

    /** Claims a part that nothing else has claimed, and returns a view of it. */
    ByteBuffer part(long address, long size) {
        boolean inside = address >= 0 && size >= 0 && address <= size() - size;
        rules.require(
                ValidationRule.H5_EXTENT, inside, "weights must have their parts within " + size() + " bytes", address);
        int from = (int) address;
        int to = (int) (address + size);
        Map.Entry<Integer, Integer> before = parts.lowerEntry(to);
        boolean free = size == 0 || before == null || before.getValue() <= from;
        rules.require(ValidationRule.H5_OVERLAP, free, "weights must have parts that don't overlap, two at", address);
        if (size > 0) {
            parts.put(from, to);
        }
        return bytes.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Claims a part that begins with a signature and a version. */
    ByteBuffer part(long address, long size, String signature, int version, ValidationRule rule) {
        rules.require(rule, size >= 16, "weights must have " + signature + " of at least 16 bytes", size);
        ByteBuffer part = part(address, size);
        rules.require(
                rule,
                begins(part, signature, version),
                "weights must have " + signature + " of version " + version + " at " + address,
                "something else");
        return part;
    }

    private static boolean begins(ByteBuffer part, String signature, int version) {
        byte[] first = new byte[signature.length()];
        part.get(0, first);
        return new String(first, StandardCharsets.ISO_8859_1).equals(signature) && part.get(first.length) == version;
    }

    /** Returns the number in front of a part, which states the size of that part. */
    long peek(long address) {
        rules.require(
                ValidationRule.H5_EXTENT,
                address >= 0 && address <= size() - Long.BYTES,
                "weights must have their parts within " + size() + " bytes",
                address);
        return bytes.getLong((int) address);
    }
}
