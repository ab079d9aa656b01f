package keras4j.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The one ZIP that holds given members: stored, in order, dated 1980-01-01, without extras or comments.
 *
 * <p>Because there is exactly one, reading is comparing: every header must be, byte for byte, what writing would make of
 * the member behind it. See <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the ZIP format</a>.
 */
final class StoredZip {
    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int END = 0x06054b50;
    static final int LOCAL_SIZE = 30;
    static final int CENTRAL_SIZE = 46;
    static final int END_SIZE = 22;
    private static final short STORED_SINCE = 10;
    private static final int JANUARY_1_1980 = 0x0021 << 16;

    private StoredZip() {}

    static byte[] write(Map<String, byte[]> members) {
        long size = END_SIZE;
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            size += LOCAL_SIZE + CENTRAL_SIZE + 2L * member.getKey().length() + member.getValue().length;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new ArchiveException("Archive: members must take at most 2147483639 bytes, got " + size);
        }
        byte[] bytes = new byte[(int) size];
        ByteBuffer zip = wrap(bytes);
        members.forEach((name, content) -> zip.put(local(name, content)).put(content));
        zip.put(directory(members));
        return bytes;
    }

    /** Whether these are the bytes of the members, which were read from them. */
    static boolean wrote(byte[] zip, Map<String, byte[]> members) {
        int at = 0;
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            byte[] local = local(member.getKey(), member.getValue());
            if (!Arrays.equals(zip, at, at + local.length, local, 0, local.length)) {
                return false;
            }
            at += local.length + member.getValue().length;
        }
        byte[] directory = directory(members);
        return Arrays.equals(zip, at, zip.length, directory, 0, directory.length);
    }

    private static byte[] local(String name, byte[] bytes) {
        byte[] header = new byte[LOCAL_SIZE + name.length()];
        common(wrap(header).putInt(LOCAL), name, bytes).put(ascii(name));
        return header;
    }

    private static byte[] directory(Map<String, byte[]> members) {
        int names = members.keySet().stream().mapToInt(String::length).sum();
        int size = CENTRAL_SIZE * members.size() + names;
        byte[] bytes = new byte[size + END_SIZE];
        ByteBuffer directory = wrap(bytes);
        int at = 0;
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            central(directory, member.getKey(), member.getValue(), at);
            at += LOCAL_SIZE + member.getKey().length() + member.getValue().length;
        }
        short count = (short) members.size();
        directory.putInt(END).putInt(0).putShort(count).putShort(count);
        directory.putInt(size).putInt(at).putShort((short) 0);
        return bytes;
    }

    private static void central(ByteBuffer directory, String name, byte[] bytes, int at) {
        common(directory.putInt(CENTRAL).putShort(STORED_SINCE), name, bytes);
        // no comment, first disk, no attributes
        directory.putShort((short) 0).putInt(0).putInt(0).putInt(at).put(ascii(name));
    }

    /** Version, flags, method, date, sum, both sizes, length of the name, of the extras: what both headers have. */
    private static ByteBuffer common(ByteBuffer header, String name, byte[] bytes) {
        header.putShort(STORED_SINCE).putInt(0).putInt(JANUARY_1_1980).putInt(ZipReader.crc(bytes));
        header.putInt(bytes.length).putInt(bytes.length);
        return header.putShort((short) name.length()).putShort((short) 0);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
