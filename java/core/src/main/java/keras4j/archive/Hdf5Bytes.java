package keras4j.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of an HDF5 file, each of which belongs to at most one of its parts. */
final class Hdf5Bytes {
    /** The address of what is not there. */
    static final long NONE = -1;

    private final ByteBuffer bytes;
    private final Rules rules;
    private final TreeMap<Integer, Integer> parts = new TreeMap<>();

    Hdf5Bytes(ByteBuffer bytes, Rules rules) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.rules = rules;
    }

    Rules rules() {
        return rules;
    }

    int size() {
        return bytes.limit();
    }

    /** A part that nothing else has claimed, as a view of its own. */
    ByteBuffer part(long address, long size) {
        boolean inside = address >= 0 && size >= 0 && address <= size() - size;
        rules.require(Rule.H5_EXTENT, inside, "weights must have their parts within " + size() + " bytes", address);
        int from = (int) address;
        int to = (int) (address + size);
        Map.Entry<Integer, Integer> before = parts.lowerEntry(to);
        boolean free = size == 0 || before == null || before.getValue() <= from;
        rules.require(Rule.H5_OVERLAP, free, "weights must have parts that share no byte, two at", address);
        if (size > 0) {
            parts.put(from, to);
        }
        return bytes.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A part that begins with a signature and a version. */
    ByteBuffer part(long address, long size, String signature, int version, Rule rule) {
        rules.require(rule, size >= 16, "weights must have " + signature + " of at least 16 bytes", size);
        ByteBuffer part = part(address, size);
        byte[] begins = new byte[signature.length()];
        part.get(0, begins);
        rules.require(
                rule,
                new String(begins, StandardCharsets.ISO_8859_1).equals(signature)
                        && part.get(signature.length()) == version,
                "weights must have " + signature + " of version " + version + " at " + address,
                "something else");
        return part;
    }

    /** A number that stands before a part whose size it tells. */
    long peek(long address) {
        rules.require(
                Rule.H5_EXTENT,
                address >= 0 && address <= size() - Long.BYTES,
                "weights must have their parts within " + size() + " bytes",
                address);
        return bytes.getLong((int) address);
    }
}
