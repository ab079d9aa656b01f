package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Utf8Text;
import keras4j.internal.archive.Validator;

/** String attributes of objects, whose values lie in a global heap of the file. */
final class Hdf5Names {
    /** Encoded type of a variable-length string, as h5py writes it, and a scalar shape. */
    static final byte[] TEXT =
            HexFormat.of().parseHex("1901010010000000" + "1000000001000000" + "0000080000000000" + "0100000000000000");

    private static final String HEAP = "GCOL";
    private static final int MAX_TEXT_BYTES = 1024;
    private static final int HEADER_BYTES = 16;

    private final Hdf5Bytes bytes;
    private final Validator rules;
    private final Map<Long, Map<Integer, ByteBuffer>> heaps = new HashMap<>();

    Hdf5Names(Hdf5Bytes bytes) {
        this.bytes = bytes;
        this.rules = bytes.rules();
    }

    /** Returns the bytes of an attribute before the reference to its value. */
    static byte[] before(String name) {
        return ByteBuffer.allocate(2 * HEADER_BYTES + TEXT.length - HEADER_BYTES)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1)
                .putShort((short) (name.length() + 1))
                .putShort((short) 20)
                .putShort((short) 8)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .position(HEADER_BYTES)
                .put(TEXT)
                .array();
    }

    /** Returns the value of an attribute that must have this name. */
    String read(String name, ByteBuffer attribute) {
        byte[] before = before(name);
        boolean form = attribute.limit() == before.length + HEADER_BYTES
                && attribute.slice(0, before.length).equals(ByteBuffer.wrap(before));
        rules.require(ValidationRule.H5_ATTRIBUTE, form, "weights must have no attribute but " + name, "another");
        int length = attribute.getInt(before.length);
        ByteBuffer text = heap(attribute.getLong(before.length + 4)).get(attribute.getInt(before.length + 12));
        boolean whole = text != null && text.limit() == length && length <= MAX_TEXT_BYTES;
        rules.require(ValidationRule.H5_ATTRIBUTE, whole, "weights must have the texts of their attributes", "none");
        return Utf8Text.read(Objects.requireNonNull(text), rules.at(", weights"));
    }

    private Map<Integer, ByteBuffer> heap(long address) {
        Map<Integer, ByteBuffer> known = heaps.get(address);
        if (known == null) {
            known = texts(bytes.part(address, bytes.peek(address + 8), HEAP, 1, ValidationRule.H5_ATTRIBUTE));
            heaps.put(address, known);
        }
        return known;
    }

    // Strings, then, as number 0, the free space.
    private Map<Integer, ByteBuffer> texts(ByteBuffer heap) {
        Map<Integer, ByteBuffer> texts = new HashMap<>();
        heap.position(HEADER_BYTES);
        while (heap.remaining() >= HEADER_BYTES) {
            int number = heap.getShort() & 0xffff;
            heap.position(heap.position() + 6);
            long size = heap.getLong();
            if (number == 0) {
                boolean rest = size == heap.remaining() + HEADER_BYTES;
                rules.require(ValidationRule.H5_ATTRIBUTE, rest, "weights must have texts that fill their heap", size);
                return texts;
            }
            boolean fits = size >= 0 && size <= heap.remaining() - (-size & 7);
            rules.require(ValidationRule.H5_ATTRIBUTE, fits, "weights must have texts within their heap", size);
            boolean once = texts.put(number, heap.slice(heap.position(), (int) size)) == null;
            rules.require(ValidationRule.H5_ATTRIBUTE, once, "weights must have texts of different numbers", number);
            heap.position((int) (heap.position() + size + (-size & 7)));
        }
        return texts;
    }
}
