package keras4j.internal.kerasfile;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import keras4j.archive.ValidationRule;

/** Files with a malformed ZIP container. */
final class HostileZips {
    private static final byte[] BASE = KerasFiles.file(model(INPUT, DENSE));
    private static final int END = BASE.length - 22;
    private static final int DIRECTORY = little(BASE).getInt(END + 16);
    private static final int NAME = 11;
    /** Directory entries of config.json and metadata.json; the offset of the second member. */
    private static final int SECOND = DIRECTORY + 46 + NAME;

    private static final int SECOND_LOCAL = little(BASE).getInt(SECOND + 42);

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileZips zips = new HostileZips();
        zips.ends();
        zips.members();
        zips.twice();
        zips.places();
        zips.names();
        return zips.all;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void add(String name, ValidationRule rule, Consumer<ByteBuffer> change) {
        byte[] bytes = BASE.clone();
        change.accept(little(bytes));
        all.add(new Hostile(name, rule, bytes));
    }

    private void add(String name, ValidationRule rule, byte[] bytes) {
        all.add(new Hostile(name, rule, bytes));
    }

    private void ends() {
        add("empty", ValidationRule.ZIP_END, new byte[0]);
        add("an end record alone", ValidationRule.ZIP_EXTENT, Arrays.copyOfRange(BASE, END, BASE.length));
        add(
                "something else",
                ValidationRule.ZIP_END,
                "no zip at all, but long enough for an end".getBytes(StandardCharsets.US_ASCII));
        add("a comment", ValidationRule.ZIP_END, zip -> zip.putShort(END + 20, (short) 1));
        add("bytes behind", ValidationRule.ZIP_END, Arrays.copyOf(BASE, BASE.length + 1));
        add("an archive behind", ValidationRule.ZIP_TILED, joined(BASE, BASE));
        add("bytes before", ValidationRule.ZIP_EXTENT, joined(new byte[7], BASE));
        add("a second disk", ValidationRule.ZIP_END, zip -> zip.putShort(END + 4, (short) 1));
        add("a directory on another disk", ValidationRule.ZIP_END, zip -> zip.putShort(END + 6, (short) 1));
        add("two counts", ValidationRule.ZIP_END, zip -> zip.putShort(END + 8, (short) 2));
        add("64 bits of members", ValidationRule.ZIP_END, zip -> zip.putShort(END + 10, (short) -1));
        add("65,535 members", ValidationRule.ZIP_END, zip -> zip.putShort(END + 8, (short) -1)
                .putShort(END + 10, (short) -1));
        add("64 bits of offset", ValidationRule.ZIP_EXTENT, zip -> zip.putInt(END + 16, -1));
        add("no members", ValidationRule.ZIP_END, zip -> zip.putInt(END + 8, 0));
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private void both(ByteBuffer zip, int at, int value) {
        zip.putShort(SECOND + 6 + at, (short) value).putShort(SECOND_LOCAL + 4 + at, (short) value);
    }

    private void members() {
        add("deflated", ValidationRule.ZIP_STORED, zip -> both(zip, 4, 8));
        add("an unknown method", ValidationRule.ZIP_STORED, zip -> both(zip, 4, 99));
        add("encrypted", ValidationRule.ZIP_STORED, zip -> both(zip, 2, 1));
        add("sizes behind the bytes", ValidationRule.ZIP_STORED, zip -> both(zip, 2, 8));
        add("a name in UTF-8", ValidationRule.ZIP_STORED, zip -> both(zip, 2, 0x800));
        add("a version of 64 bits", ValidationRule.ZIP_STORED, zip -> both(zip, 0, 45));
        add("two sizes", ValidationRule.ZIP_STORED, zip -> zip.putInt(SECOND + 24, 99)
                .putInt(SECOND_LOCAL + 22, 99));
        add("a symbolic link", ValidationRule.ZIP_STORED, zip -> zip.putInt(SECOND + 38, 0120777 << 16));
        add("a folder", ValidationRule.ZIP_STORED, zip -> zip.putInt(SECOND + 38, 0040777 << 16));
        add("a device", ValidationRule.ZIP_STORED, zip -> zip.putInt(SECOND + 38, 0060777 << 16));
        add("a member on another disk", ValidationRule.ZIP_STORED, zip -> zip.putShort(SECOND + 34, (short) 1));
        add("a wrong sum in both", ValidationRule.ZIP_SUM, zip -> zip.putInt(SECOND + 16, 1)
                .putInt(SECOND_LOCAL + 14, 1));
        add("a changed byte", ValidationRule.ZIP_SUM, zip -> zip.put(SECOND_LOCAL + 30 + 13 + 20, (byte) '9'));
    }

    private void twice() {
        add("a size of its own", ValidationRule.ZIP_SAME, zip -> zip.putInt(SECOND_LOCAL + 18, 0));
        add("a sum of its own", ValidationRule.ZIP_SAME, zip -> zip.putInt(SECOND_LOCAL + 14, 0));
        add("a method of its own", ValidationRule.ZIP_SAME, zip -> zip.putShort(SECOND_LOCAL + 8, (short) 8));
        add("a flag of its own", ValidationRule.ZIP_SAME, zip -> zip.putShort(SECOND_LOCAL + 6, (short) 1));
        add("a date of its own", ValidationRule.ZIP_SAME, zip -> zip.putInt(SECOND_LOCAL + 10, 1));
        add("a name of its own", ValidationRule.ZIP_SAME, zip -> zip.put(SECOND_LOCAL + 30, (byte) 'M'));
    }

    private void places() {
        add("a size beyond the end", ValidationRule.ZIP_EXTENT, zip -> sizes(zip, 1 << 30));
        add("a size of 4 GB", ValidationRule.ZIP_EXTENT, zip -> sizes(zip, -2));
        add("an offset beyond the end", ValidationRule.ZIP_TILED, zip -> zip.putInt(SECOND + 42, 1 << 30));
        add("two members of one place", ValidationRule.ZIP_TILED, zip -> zip.putInt(SECOND + 42, 0));
        add("a directory elsewhere", ValidationRule.ZIP_EXTENT, zip -> zip.putInt(END + 16, 0));
        add("a directory of another size", ValidationRule.ZIP_TILED, zip -> zip.putInt(END + 12, 46));
        add("fewer members than there are", ValidationRule.ZIP_TILED, zip -> zip.putShort(END + 8, (short) 2)
                .putShort(END + 10, (short) 2));
        add("more members than there are", ValidationRule.ZIP_EXTENT, zip -> zip.putShort(END + 8, (short) 4)
                .putShort(END + 10, (short) 4));
        add("a name beyond the end", ValidationRule.ZIP_EXTENT, zip -> zip.putShort(SECOND + 28, (short) -1)
                .putShort(SECOND_LOCAL + 26, (short) -1));
        add("no local header", ValidationRule.ZIP_EXTENT, zip -> zip.putInt(SECOND_LOCAL, 0));
        byte[] gap = joined(
                Arrays.copyOf(BASE, DIRECTORY), joined(new byte[5], Arrays.copyOfRange(BASE, DIRECTORY, BASE.length)));
        little(gap).putInt(gap.length - 6, DIRECTORY + 5);
        add("bytes before the directory", ValidationRule.ZIP_TILED, gap);
    }

    private static void sizes(ByteBuffer zip, int size) {
        zip.putInt(SECOND + 20, size).putInt(SECOND + 24, size);
        zip.putInt(SECOND_LOCAL + 18, size).putInt(SECOND_LOCAL + 22, size);
    }

    private void names() {
        byte[] twice = named(Map.of(
                "metadata.json",
                "{}".getBytes(StandardCharsets.US_ASCII),
                "metadata.jsom",
                "{}".getBytes(StandardCharsets.US_ASCII)));
        String text = new String(twice, StandardCharsets.ISO_8859_1).replace("jsom", "json");
        add("a member twice", ValidationRule.ZIP_ONCE, text.getBytes(StandardCharsets.ISO_8859_1));
        for (String more :
                List.of("../escape", "/etc/passwd", "assets/words.txt", "model.weights.npz", "variables.h5")) {
            add("a member " + more, ValidationRule.ZIP_MEMBERS, named(Map.of(more, new byte[1])));
        }
        Map<String, byte[]> shards = new LinkedHashMap<>(KerasZip.read(BASE));
        shards.remove("model.weights.h5");
        shards.put("model.weights.json", "{}".getBytes(StandardCharsets.US_ASCII));
        add("weights in pieces", ValidationRule.ZIP_MEMBERS, KerasZip.write(shards));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 30_000; i++) {
            many.put("m" + i, new byte[0]);
        }
        add("30,000 members", ValidationRule.ZIP_MEMBERS, KerasZip.write(many));
    }

    private static byte[] named(Map<String, byte[]> more) {
        Map<String, byte[]> members = new LinkedHashMap<>(KerasZip.read(BASE));
        members.putAll(more);
        return KerasZip.write(members);
    }
}
