package keras4j.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The members of a {@code .keras} file as Keras writes it: a ZIP of stored members that follow one another without a gap,
 * each described twice in the same words. Anything else is refused, so that no two readers can see two files in one.
 */
public final class KerasZip {
    /** The members, in the order of their names. */
    public static final java.util.List<String> MEMBERS =
            java.util.List.of("config.json", "metadata.json", "model.weights.h5");

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    /** From the version that is needed to the length of the extras: what both headers of a member have. */
    private static final int COMMON = 26;

    private final byte[] bytes;
    private final ByteBuffer zip;
    private final Map<String, byte[]> members = new LinkedHashMap<>();

    private KerasZip(byte[] bytes) {
        this.bytes = bytes;
        this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The members by name.
     *
     * @throws ArchiveException the bytes are no ZIP, or one that Keras does not write
     */
    public static Map<String, byte[]> read(byte[] bytes) {
        KerasZip zip = new KerasZip(bytes);
        zip.readAll();
        if (!new TreeMap<>(zip.members).keySet().stream().toList().equals(MEMBERS)) {
            throw refused("members must be " + String.join(", ", MEMBERS), String.join(", ", zip.members.keySet()));
        }
        return zip.members;
    }

    /** The one file that holds these members, in the order of their names. */
    public static byte[] write(Map<String, byte[]> members) {
        return StoredZip.write(new LinkedHashMap<>(new TreeMap<>(members)));
    }

    private void readAll() {
        int end = bytes.length - END_SIZE;
        if (end < 0 || zip.getInt(end) != END || zip.getInt(0) != LOCAL) {
            throw refused("bytes must be a ZIP without a comment, as Keras writes it", bytes.length + " other bytes");
        }
        int count = zip.getShort(end + 10) & 0xffff;
        int entry = zip.getInt(end + 16);
        int at = 0;
        for (int i = 0; i < count; i++) {
            require(entry >= 0 && entry <= end - CENTRAL_SIZE && zip.getInt(entry) == CENTRAL);
            require(zip.getInt(entry + 42) == at);
            at = member(entry, at, end);
            entry += CENTRAL_SIZE + (zip.getShort(entry + 28) & 0xffff);
        }
        require(entry == end && at == zip.getInt(end + 16));
    }

    /** Reads the member that an entry of the directory describes, and says where it ends. */
    private int member(int entry, int at, int limit) {
        int length = zip.getShort(entry + 28) & 0xffff;
        require(entry + CENTRAL_SIZE + length <= limit && at <= limit - LOCAL_SIZE - length && zip.getInt(at) == LOCAL);
        require(Arrays.equals(bytes, entry + 6, entry + 6 + COMMON, bytes, at + 4, at + 4 + COMMON));
        // Flags, method, extras and comment: none.
        require(zip.getInt(at + 6) == 0 && zip.getShort(at + 28) == 0 && zip.getShort(entry + 32) == 0);
        long size = zip.getInt(at + 18) & 0xffffffffL;
        long from = at + LOCAL_SIZE + (long) length;
        require(size == (zip.getInt(at + 22) & 0xffffffffL) && from + size <= limit);
        String name = new String(bytes, entry + CENTRAL_SIZE, length, StandardCharsets.US_ASCII);
        require(name.equals(new String(bytes, at + LOCAL_SIZE, length, StandardCharsets.US_ASCII)));
        byte[] content = Arrays.copyOfRange(bytes, (int) from, (int) (from + size));
        CRC32 crc = new CRC32();
        crc.update(content);
        if ((int) crc.getValue() != zip.getInt(at + 14) || members.put(name, content) != null) {
            throw refused("member " + name + " must be there once and undamaged", "changed bytes or two members");
        }
        return (int) (from + size);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw refused("bytes must be a ZIP of stored members, as Keras writes it", "one of another form");
        }
    }

    private static ArchiveException refused(String accepted, String got) {
        return new ArchiveException("KerasFile: " + accepted + ", got " + got);
    }
}
