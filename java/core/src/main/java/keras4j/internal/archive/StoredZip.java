package keras4j.internal.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import keras4j.archive.ArchiveException;

/**
 * Canonical ZIP of given members: stored, in order, dated 1980-01-01, without extra fields or comments.
 *
 * <p>Because there is exactly one, reading is comparing: every header must be, byte for byte, the one that writing the
 * member would give. See <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the ZIP format</a>.
 */
public final class StoredZip {
    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int END = 0x06054b50;
    static final int LOCAL_SIZE = 30;
    static final int CENTRAL_SIZE = 46;
    static final int END_SIZE = 22;
    private static final short STORED_SINCE = 10;
    private static final int JANUARY_1_1980 = 0x0021 << 16;

    private StoredZip() {}

    /** Member with its CRC-32, which both of its headers contain. */
    private static final class Entry {
        private final String name;
        private final byte[] bytes;
        private final int sum;

        Entry(Map.Entry<String, byte[]> member) {
            this.name = member.getKey();
            this.bytes = member.getValue();
            this.sum = ZipReader.crc(bytes);
        }

        static List<Entry> of(Map<String, byte[]> members) {
            return members.entrySet().stream().map(Entry::new).toList();
        }
    }

    public static byte[] write(Map<String, byte[]> members) {
        long size = END_SIZE;
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            size += LOCAL_SIZE + CENTRAL_SIZE + 2L * member.getKey().length() + member.getValue().length;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new ArchiveException("Archive: members must take at most 2147483639 bytes, got " + size);
        }
        List<Entry> entries = Entry.of(members);
        byte[] bytes = new byte[(int) size];
        ByteBuffer zip = wrap(bytes);
        entries.forEach(entry -> zip.put(local(entry)).put(entry.bytes));
        zip.put(directory(entries));
        return bytes;
    }

    /** Returns whether these bytes are the canonical form of the members that were read from them. */
    static boolean wrote(byte[] zip, Map<String, byte[]> members) {
        List<Entry> entries = Entry.of(members);
        int at = 0;
        for (Entry entry : entries) {
            byte[] local = local(entry);
            if (!Arrays.equals(zip, at, at + local.length, local, 0, local.length)) {
                return false;
            }
            at += local.length + entry.bytes.length;
        }
        return Arrays.equals(Arrays.copyOfRange(zip, at, zip.length), directory(entries));
    }

    private static byte[] local(Entry entry) {
        byte[] header = new byte[LOCAL_SIZE + entry.name.length()];
        common(wrap(header).putInt(LOCAL), entry).put(ascii(entry.name));
        return header;
    }

    private static byte[] directory(List<Entry> entries) {
        int names = entries.stream().mapToInt(entry -> entry.name.length()).sum();
        int size = CENTRAL_SIZE * entries.size() + names;
        byte[] bytes = new byte[size + END_SIZE];
        ByteBuffer directory = wrap(bytes);
        int at = 0;
        for (Entry entry : entries) {
            central(directory, entry, at);
            at += LOCAL_SIZE + entry.name.length() + entry.bytes.length;
        }
        short count = (short) entries.size();
        directory.putInt(END).putInt(0).putShort(count).putShort(count);
        directory.putInt(size).putInt(at).putShort((short) 0);
        return bytes;
    }

    private static void central(ByteBuffer directory, Entry entry, int at) {
        common(directory.putInt(CENTRAL).putShort(STORED_SINCE), entry);
        // no comment, first disk, no attributes
        directory.putShort((short) 0).putInt(0).putInt(0).putInt(at).put(ascii(entry.name));
    }

    /**
     * Writes the common part of both headers: version, flags, method, date, CRC-32, both sizes, lengths of the name and
     * of the extra fields.
     */
    private static ByteBuffer common(ByteBuffer header, Entry entry) {
        header.putShort(STORED_SINCE).putInt(0).putInt(JANUARY_1_1980).putInt(entry.sum);
        header.putInt(entry.bytes.length).putInt(entry.bytes.length);
        return header.putShort((short) entry.name.length()).putShort((short) 0);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
