package keras4j.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** The attributes of objects: one text each, which is kept apart in a heap of the file. */
final class Hdf5Names {
    /** A text of any length, as h5py says it, and no dimension. */
    static final byte[] TEXT =
            HexFormat.of().parseHex("1901010010000000" + "1000000001000000" + "0000080000000000" + "0100000000000000");

    private static final String HEAP = "GCOL";
    private static final int LONGEST = 1024;
    private static final int HEADER = 16;

    private final Hdf5Bytes bytes;
    private final Rules rules;
    private final Map<Long, Map<Integer, ByteBuffer>> heaps = new HashMap<>();

    Hdf5Names(Hdf5Bytes bytes) {
        this.bytes = bytes;
        this.rules = bytes.rules();
    }

    /** The bytes of an attribute but for where its text is. */
    static byte[] before(String name) {
        return ByteBuffer.allocate(2 * HEADER + TEXT.length - HEADER)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1)
                .putShort((short) (name.length() + 1))
                .putShort((short) 20)
                .putShort((short) 8)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .position(HEADER)
                .put(TEXT)
                .array();
    }

    /** The text of an attribute that must have this name. */
    String read(String name, ByteBuffer attribute) {
        byte[] before = before(name);
        boolean form = attribute.limit() == before.length + HEADER
                && attribute.slice(0, before.length).equals(ByteBuffer.wrap(before));
        rules.require(Rule.H5_ATTRIBUTE, form, "weights must have no attribute but " + name, "another");
        int length = attribute.getInt(before.length);
        ByteBuffer text = heap(attribute.getLong(before.length + 4)).get(attribute.getInt(before.length + 12));
        boolean whole = text != null && text.limit() == length && length <= LONGEST;
        rules.require(Rule.H5_ATTRIBUTE, whole, "weights must have the texts of their attributes", "none");
        return Utf8.read(Objects.requireNonNull(text), rules.at(", weights"));
    }

    private Map<Integer, ByteBuffer> heap(long address) {
        Map<Integer, ByteBuffer> known = heaps.get(address);
        if (known == null) {
            known = texts(bytes.part(address, bytes.peek(address + 8), HEAP, 1, Rule.H5_ATTRIBUTE));
            heaps.put(address, known);
        }
        return known;
    }

    // Texts, then, under the number 0, what is free.
    private Map<Integer, ByteBuffer> texts(ByteBuffer heap) {
        Map<Integer, ByteBuffer> texts = new HashMap<>();
        heap.position(HEADER);
        while (heap.remaining() >= HEADER) {
            int number = heap.getShort() & 0xffff;
            heap.position(heap.position() + 6);
            long size = heap.getLong();
            if (number == 0) {
                boolean rest = size == heap.remaining() + HEADER;
                rules.require(Rule.H5_ATTRIBUTE, rest, "weights must have texts that fill their heap", size);
                return texts;
            }
            boolean fits = size >= 0 && size <= heap.remaining() - (-size & 7);
            rules.require(Rule.H5_ATTRIBUTE, fits, "weights must have texts within their heap", size);
            boolean once = texts.put(number, heap.slice(heap.position(), (int) size)) == null;
            rules.require(Rule.H5_ATTRIBUTE, once, "weights must have texts of different numbers", number);
            heap.position((int) (heap.position() + size + (-size & 7)));
        }
        return texts;
    }
}
