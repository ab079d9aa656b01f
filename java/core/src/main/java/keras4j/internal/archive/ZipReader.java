package keras4j.internal.archive;

import static keras4j.internal.archive.StoredZip.CENTRAL;
import static keras4j.internal.archive.StoredZip.CENTRAL_SIZE;
import static keras4j.internal.archive.StoredZip.END;
import static keras4j.internal.archive.StoredZip.END_SIZE;
import static keras4j.internal.archive.StoredZip.LOCAL;
import static keras4j.internal.archive.StoredZip.LOCAL_SIZE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.files.OtherFormats;

/**
 * Strict reader of a ZIP: stored members without gaps, each with two identical headers. Anything else is refused, so
 * that no two readers can see different files in one.
 */
public final class ZipReader {
    /**
     * Size of the part that both headers of a member have in common, from the required version to the length of the
     * extra fields.
     */
    private static final int COMMON_BYTES = 26;

    private static final int MAX_VERSION = 20;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private final byte[] bytes;
    private final ByteBuffer zip;
    private final int end;
    private final Validator rules;
    private final Map<String, byte[]> members = new LinkedHashMap<>();

    private ZipReader(byte[] bytes, Validator rules) {
        this.bytes = bytes;
        this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.end = bytes.length - END_SIZE;
        this.rules = rules;
    }

    /**
     * Reads the members by name, in their order in the file.
     *
     * @throws ArchiveException the bytes are not such a ZIP
     */
    public static Map<String, byte[]> read(byte[] bytes, Validator rules) {
        ZipReader reader = new ZipReader(bytes, rules);
        reader.read();
        return reader.members;
    }

    private void read() {
        boolean ends = end >= 0 && zip.getInt(end) == END && zip.getInt(end + 4) == 0 && zip.getShort(end + 20) == 0;
        rules.require(
                ValidationRule.ZIP_END, ends, "bytes must be a complete ZIP without a comment", OtherFormats.of(bytes));
        int count = zip.getShort(end + 10);
        rules.require(
                ValidationRule.ZIP_END,
                count == zip.getShort(end + 8) && count > 0,
                "ZIP must be in one piece",
                "several");
        int directory = zip.getInt(end + 16);
        int entry = directory;
        int at = 0;
        for (int i = 0; i < count; i++) {
            boolean inside = entry >= 0 && entry <= end - CENTRAL_SIZE && entry + nameEnd(entry) <= end;
            extent(inside && zip.getInt(entry) == CENTRAL);
            rules.require(
                    ValidationRule.ZIP_TILED,
                    zip.getInt(entry + 42) == at,
                    "members must follow one another",
                    "a gap or overlap");
            at = member(entry, zip.getInt(entry + 42));
            entry += nameEnd(entry);
        }
        boolean tiled = entry == end && at == directory && zip.getInt(end + 12) == end - directory;
        rules.require(ValidationRule.ZIP_TILED, tiled, "members must be followed by their directory", "other bytes");
    }

    private int nameEnd(int entry) {
        return CENTRAL_SIZE + (zip.getShort(entry + 28) & 0xffff);
    }

    private void extent(boolean kept) {
        rules.require(
                ValidationRule.ZIP_EXTENT, kept, "bytes must hold all of the members and their directory", "a part");
    }

    /** Reads the member that a directory entry describes, and returns the offset of its end. */
    private int member(int entry, int at) {
        int length = zip.getShort(entry + 28) & 0xffff;
        extent(at >= 0 && at <= end - LOCAL_SIZE - length && zip.getInt(at) == LOCAL);
        boolean same = Arrays.equals(bytes, entry + 6, entry + 6 + COMMON_BYTES, bytes, at + 4, at + 4 + COMMON_BYTES)
                && Arrays.equals(
                        bytes,
                        entry + CENTRAL_SIZE,
                        entry + CENTRAL_SIZE + length,
                        bytes,
                        at + LOCAL_SIZE,
                        at + LOCAL_SIZE + length);
        rules.require(ValidationRule.ZIP_SAME, same, "members must have two identical headers", "different ones");
        stored(entry, at);
        long from = at + LOCAL_SIZE + (long) length;
        long size = zip.getInt(entry + 20) & 0xffffffffL;
        extent(from + size <= end);
        String name = new String(bytes, entry + CENTRAL_SIZE, length, StandardCharsets.ISO_8859_1);
        byte[] content = Arrays.copyOfRange(bytes, (int) from, (int) (from + size));
        rules.require(
                ValidationRule.ZIP_SUM,
                crc(content) == zip.getInt(entry + 16),
                "member " + name + " must match its CRC-32",
                "changed bytes");
        boolean first = members.put(name, content) == null;
        rules.require(ValidationRule.ZIP_ONCE, first, "members must have different names", "two of " + name);
        return (int) (from + size);
    }

    // No flags, no method, sizes equal, no extra fields; no comment or other disk in the directory; a regular file.
    private void stored(int entry, int at) {
        int type = zip.getInt(entry + 38) >>> 16 & FILE_TYPE;
        boolean stored = zip.getShort(entry + 6) <= MAX_VERSION
                && zip.getInt(entry + 8) == 0
                && zip.getInt(entry + 20) == zip.getInt(entry + 24)
                && zip.getShort(at + 28) == 0
                && zip.getInt(entry + 30) == 0
                && zip.getShort(entry + 34) == 0
                && (type == 0 || type == REGULAR);
        rules.require(
                ValidationRule.ZIP_STORED,
                stored,
                "members must be stored as they are",
                zip.getShort(entry + 10) == 0 ? "others" : "compressed ones");
    }

    static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
