package keras4j.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The one ZIP that holds given members: stored, in order, dated 1980-01-01, without extras or comments.
 *
 * <p>Because there is exactly one, reading is comparing: every header must be, byte for byte, what writing would make of
 * the member behind it. See <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the ZIP format</a>.
 */
final class StoredZip {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final short STORED_SINCE = 10;
    private static final int JANUARY_1_1980 = 0x0021 << 16;
    private static final int CRC_AT = 14;
    private static final int SIZE_AT = 18;
    private static final int NAME_LENGTH_AT = 26;

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

    /** The members of exactly these bytes, in order. */
    static Map<String, byte[]> read(byte[] zip) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        int at = 0;
        while (startsMember(zip, at)) {
            Member member = member(zip, at);
            members.put(member.name, member.bytes);
            at = member.end;
        }
        byte[] directory = directory(members);
        if (zip.length - at < directory.length) {
            throw new ArchiveException(
                    "Archive: bytes must end with the directory of all members, got a truncated archive");
        }
        if (!Arrays.equals(zip, at, zip.length, directory, 0, directory.length)) {
            throw new ArchiveException("Archive: directory must be as it was written, got a changed one");
        }
        return members;
    }

    /** The first member alone, whatever follows it. */
    static byte[] first(byte[] zip, String name) {
        if (!startsMember(zip, 0) || !member(zip, 0).name.equals(name)) {
            throw new ArchiveException("Archive: bytes must start with the member " + name + ", got something else");
        }
        return member(zip, 0).bytes;
    }

    private static boolean startsMember(byte[] zip, int at) {
        return zip.length - at >= LOCAL_SIZE && wrap(zip).getInt(at) == LOCAL;
    }

    private static Member member(byte[] zip, int at) {
        ByteBuffer header = wrap(zip);
        int nameAt = at + LOCAL_SIZE;
        long bytesAt = nameAt + (header.getShort(at + NAME_LENGTH_AT) & 0xffffL);
        long end = bytesAt + (header.getInt(at + SIZE_AT) & 0xffffffffL);
        if (end > zip.length) {
            throw new ArchiveException(
                    "Archive: bytes must hold all of the member at " + at + ", got a truncated archive");
        }
        String name = new String(zip, nameAt, (int) bytesAt - nameAt, StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOfRange(zip, (int) bytesAt, (int) end);
        if (header.getInt(at + CRC_AT) != crc(bytes)) {
            throw new ArchiveException("Archive: member '" + name + "' must be as it was written, got changed bytes");
        }
        byte[] expected = local(name, bytes);
        if (!Arrays.equals(zip, at, (int) bytesAt, expected, 0, expected.length)) {
            throw new ArchiveException(
                    "Archive: header of member '" + name + "' must be as it was written, got a changed one");
        }
        return new Member(name, bytes, (int) end);
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
        header.putShort(STORED_SINCE).putInt(0).putInt(JANUARY_1_1980).putInt(crc(bytes));
        header.putInt(bytes.length).putInt(bytes.length);
        return header.putShort((short) name.length()).putShort((short) 0);
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static final class Member {
        final String name;
        final byte[] bytes;
        final int end;

        Member(String name, byte[] bytes, int end) {
            this.name = name;
            this.bytes = bytes;
            this.end = end;
        }
    }
}
