package keras4j.internal.kerasfile;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.array;
import static keras4j.internal.kerasfile.KerasFiles.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import keras4j.archive.ValidationRule;
import keras4j.internal.hdf5.Hdf5Array;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Header;
import keras4j.internal.hdf5.Hdf5Node;
import keras4j.internal.hdf5.Hdf5Reader;
import keras4j.internal.hdf5.Hdf5Type;
import keras4j.internal.hdf5.Hdf5Writer;

/** Files with malformed HDF5 weights. */
final class HostileWeights {
    static final byte[] BASE = Hdf5Writer.write(KerasFiles.weights());
    private static final String CONFIG = model(INPUT, DENSE);

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileWeights weights = new HostileWeights();
        weights.superblocks();
        weights.headers();
        weights.links();
        weights.groups();
        weights.texts();
        weights.arrays();
        weights.depths();
        return weights.all;
    }

    private void add(String name, ValidationRule rule, byte[] weights) {
        all.add(new Hostile(name, rule, KerasFiles.file(CONFIG, weights)));
    }

    private void add(String name, ValidationRule rule, Consumer<ByteBuffer> change) {
        byte[] bytes = BASE.clone();
        change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        add(name, rule, bytes);
    }

    /** Returns the offset of the nth part with a signature. */
    static int at(String signature, int nth) {
        String text = new String(BASE, StandardCharsets.ISO_8859_1);
        int at = -1;
        for (int i = 0; i <= nth; i++) {
            at = text.indexOf(signature, at + 1);
        }
        return at;
    }

    /** Returns the offset of the message of a kind in the nth header that has one. */
    private static int message(Hdf5Header.Kind kind, int nth) {
        int found = 0;
        for (int at = 96; at + 8 <= BASE.length; at += 8) {
            ByteBuffer file = ByteBuffer.wrap(BASE).order(ByteOrder.LITTLE_ENDIAN);
            int size = file.getShort(at + 2);
            boolean like =
                    file.getShort(at) == kind.number && file.getInt(at + 4) == kind.flags() && size == size(kind);
            if (like && found++ == nth) {
                return at;
            }
        }
        throw new IllegalArgumentException(kind + " " + nth);
    }

    private static int size(Hdf5Header.Kind kind) {
        return switch (kind) {
            case SHAPE -> 40;
            case TYPE, LAYOUT -> 24;
            case FILL -> 8;
            case ATTRIBUTE -> 64;
            default -> 16;
        };
    }

    private static Hdf5Group more(String name, Hdf5Node member) {
        return KerasFiles.with(KerasFiles.weights(), List.of("layers", "dense", name), member);
    }

    private void superblocks() {
        add("nothing", ValidationRule.H5_SUPERBLOCK, new byte[0]);
        add("something else", ValidationRule.H5_SUPERBLOCK, "x".repeat(200).getBytes(StandardCharsets.US_ASCII));
        add("a user's block before", ValidationRule.H5_SUPERBLOCK, behind(new byte[512], BASE));
        add("bytes behind", ValidationRule.H5_SUPERBLOCK, Arrays.copyOf(BASE, BASE.length + 1));
        add("a cut", ValidationRule.H5_SUPERBLOCK, Arrays.copyOf(BASE, BASE.length - 1));
        add("version 2", ValidationRule.H5_SUPERBLOCK, file -> file.put(8, (byte) 2));
        add("version 3", ValidationRule.H5_SUPERBLOCK, file -> file.put(8, (byte) 3));
        add("addresses of 4 bytes", ValidationRule.H5_SUPERBLOCK, file -> file.put(13, (byte) 4));
        add("lengths of 4 bytes", ValidationRule.H5_SUPERBLOCK, file -> file.put(14, (byte) 4));
        add("leaves of nothing", ValidationRule.H5_SUPERBLOCK, file -> file.putShort(16, (short) 0));
        add("trees of nothing", ValidationRule.H5_SUPERBLOCK, file -> file.putShort(18, (short) 0));
        add("a base of its own", ValidationRule.H5_SUPERBLOCK, file -> file.putLong(24, 8));
        add("a list of free space", ValidationRule.H5_SUPERBLOCK, file -> file.putLong(32, 96));
        add("a longer file", ValidationRule.H5_SUPERBLOCK, file -> file.putLong(40, 1L << 40));
        add("a driver", ValidationRule.H5_SUPERBLOCK, file -> file.putLong(48, 96));
        add("flags", ValidationRule.H5_SUPERBLOCK, file -> file.putInt(20, 1));
        add("an array for a root", ValidationRule.H5_SUPERBLOCK, root(KerasFiles.array(2)));
    }

    private static byte[] behind(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static byte[] root(Hdf5Array array) {
        byte[] bytes = Hdf5Writer.write(KerasFiles.weights("only", array));
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("SNOD");
        file.putLong(Hdf5Reader.ROOT_AT + 8, file.getLong(table + 16)).putInt(Hdf5Reader.ROOT_AT + 16, 0);
        return bytes;
    }

    private void headers() {
        int root = (int) ByteBuffer.wrap(BASE).order(ByteOrder.LITTLE_ENDIAN).getLong(Hdf5Reader.ROOT_AT + 8);
        add(
                "a root beyond the end",
                ValidationRule.H5_EXTENT,
                file -> file.putLong(Hdf5Reader.ROOT_AT + 8, BASE.length));
        add("a root before the beginning", ValidationRule.H5_EXTENT, file -> file.putLong(Hdf5Reader.ROOT_AT + 8, -8));
        add(
                "a root that overflows",
                ValidationRule.H5_EXTENT,
                file -> file.putLong(Hdf5Reader.ROOT_AT + 8, Long.MAX_VALUE));
        add("a header of version 2", ValidationRule.H5_HEADER, file -> file.put(root, (byte) 2));
        add("an object used twice", ValidationRule.H5_HEADER, file -> file.putInt(root + 4, 2));
        add("a header of 4 GB", ValidationRule.H5_EXTENT, file -> file.putInt(root + 8, -1));
        add("a header of other parts", ValidationRule.H5_HEADER, file -> file.putShort(root + 2, (short) 9));
        add("a message beyond its header", ValidationRule.H5_HEADER, file -> file.putShort(root + 18, (short) 0x7ff8));
        add("a short header", ValidationRule.H5_HEADER, file -> file.putInt(root + 8, 28));
        int type = message(Hdf5Header.Kind.TYPE, 0);
        add("a type that is shared", ValidationRule.H5_MESSAGE, file -> file.put(type + 4, (byte) 3));
        add("an unknown message", ValidationRule.H5_MESSAGE, file -> file.putShort(type, (short) 0x0f));
        add("a time", ValidationRule.H5_MESSAGE, file -> file.putShort(message(Hdf5Header.Kind.FILL, 0), (short) 0x12));
        add(
                "a thing twice",
                ValidationRule.H5_MESSAGE,
                file -> file.putShort(message(Hdf5Header.Kind.LAYOUT, 0), (short) 1));
        add(
                "a fill value",
                ValidationRule.H5_MESSAGE,
                file -> file.put(message(Hdf5Header.Kind.FILL, 0) + 12, (byte) 4));
        add("a header that goes on in itself", ValidationRule.H5_OVERLAP, more(root));
        add("a header that goes on beyond the end", ValidationRule.H5_EXTENT, more(BASE.length));
        add("members in an array", ValidationRule.H5_MESSAGE, file -> members(file, message(Hdf5Header.Kind.SHAPE, 0)));
    }

    // Replaces an attribute by a continuation message, which makes the header go on at another address.
    private static Consumer<ByteBuffer> more(long to) {
        return file -> {
            int attribute = message(Hdf5Header.Kind.ATTRIBUTE, 0);
            file.putShort(attribute, (short) 0x10).putShort(attribute + 2, (short) 16);
            file.putLong(attribute + 8, to).putLong(attribute + 16, 24);
            file.putShort(attribute + 24, (short) 0)
                    .putShort(attribute + 26, (short) 40)
                    .putInt(attribute + 28, 0);
            int header = attribute - 24 - 16;
            file.putShort(header + 2, (short) 3);
        };
    }

    private static void members(ByteBuffer file, int shape) {
        file.putShort(shape, (short) 0x11).putShort(shape + 2, (short) 16);
        file.putLong(shape + 8, file.getLong(Hdf5Reader.ROOT_AT + 24))
                .putLong(shape + 16, file.getLong(Hdf5Reader.ROOT_AT + 32));
        file.putShort(shape + 24, (short) 0).putShort(shape + 26, (short) 16).putInt(shape + 28, 0);
        file.putShort(shape - 14, (short) (file.getShort(shape - 14) + 1));
    }

    private void links() {
        int table = at("SNOD", 0);
        add("a soft link", ValidationRule.H5_LINK, file -> file.putInt(table + 24, 2));
        add("a link of another kind", ValidationRule.H5_LINK, file -> file.putInt(table + 24, 64));
        add(
                "an external link",
                ValidationRule.H5_LINK,
                file -> file.putShort(message(Hdf5Header.Kind.SHAPE, 0), (short) 6));
        add(
                "links of the new form",
                ValidationRule.H5_LINK,
                file -> file.putShort(message(Hdf5Header.Kind.SHAPE, 0), (short) 2));
        add(
                "a hard link to another member",
                ValidationRule.H5_OVERLAP,
                file -> file.putLong(table + 56, file.getLong(table + 16)));
        add("a root in the superblock", ValidationRule.H5_OVERLAP, file -> file.putLong(Hdf5Reader.ROOT_AT + 8, 40));
        add("a cycle", ValidationRule.H5_OVERLAP, file -> {
            int dense = at("SNOD", 1);
            file.putLong(dense + 16, file.getLong(at("SNOD", 3) + 16)).putInt(dense + 24, 0);
        });
        add(
                "numbers in another file",
                ValidationRule.H5_LAYOUT,
                file -> file.putShort(message(Hdf5Header.Kind.FILL, 0), (short) 7));
        add("a filter", ValidationRule.H5_LAYOUT, file -> file.putShort(message(Hdf5Header.Kind.FILL, 0), (short) 11));
        add("a member beyond the end", ValidationRule.H5_EXTENT, file -> file.putLong(table + 16, BASE.length + 8L));
    }

    private void groups() {
        int tree = at("TREE", 0);
        int table = at("SNOD", 0);
        int heap = at("HEAP", 0);
        add("no tree", ValidationRule.H5_GROUP, file -> file.put(tree, (byte) 'X'));
        add("a tree of chunks", ValidationRule.H5_GROUP, file -> file.put(tree + 4, (byte) 1));
        add("a tree of depth 100", ValidationRule.H5_GROUP, file -> file.put(tree + 5, (byte) 100));
        add("a tree of 1,000 branches", ValidationRule.H5_GROUP, file -> file.putShort(tree + 6, (short) 1000));
        add("a node to the left", ValidationRule.H5_GROUP, file -> file.putLong(tree + 8, tree));
        add("a node to the right", ValidationRule.H5_GROUP, file -> file.putLong(tree + 16, tree));
        add("a wrong first name", ValidationRule.H5_GROUP, file -> file.putLong(tree + 24, 8));
        add("a wrong last name", ValidationRule.H5_GROUP, file -> file.putLong(tree + 40, 1 << 20));
        add("a branch beyond the end", ValidationRule.H5_EXTENT, file -> file.putLong(tree + 32, 1L << 50));
        add("no table", ValidationRule.H5_GROUP, file -> file.put(table, (byte) 'X'));
        add("a table of 9 members", ValidationRule.H5_GROUP, file -> file.putShort(table + 6, (short) 9));
        add("a table of no member", ValidationRule.H5_GROUP, file -> file.putShort(table + 6, (short) 0));
        add(
                "names in another order",
                ValidationRule.H5_GROUP,
                file -> file.putLong(table + 48, file.getLong(table + 8)));
        add("no heap", ValidationRule.H5_GROUP, file -> file.put(heap, (byte) 'X'));
        add("free space beyond its heap", ValidationRule.H5_GROUP, file -> file.putLong(heap + 16, 1 << 20));
        add("free space that is free again", ValidationRule.H5_GROUP, file -> {
            int segment = (int) file.getLong(heap + 24);
            file.putLong(heap + 16, 0).putLong(segment, 0).putLong(segment + 8, 16);
        });
        add("a heap of 4 EB", ValidationRule.H5_EXTENT, file -> file.putLong(heap + 8, 1L << 62));
        add("a name beyond its heap", ValidationRule.H5_EXTENT, file -> file.putLong(table + 8, 1 << 20));
        int segment = (int) ByteBuffer.wrap(BASE).order(ByteOrder.LITTLE_ENDIAN).getLong(heap + 24);
        add("a name that does not end", ValidationRule.H5_EXTENT, file -> {
            for (int i = 16; i < 24; i++) {
                file.put(segment + i, (byte) 'x');
            }
        });
        for (String odd : List.of("/", "\n", "\u00e9", "\u007f")) {
            add(
                    "a name with " + (int) odd.charAt(0),
                    ValidationRule.H5_NAME,
                    file -> file.put(segment + 8, (byte) odd.charAt(0)));
        }
        for (String odd : List.of("..", "a/b", "x".repeat(129), "caf\u00e9")) {
            add("a group more, " + odd, ValidationRule.H5_NAME, Hdf5Writer.write(more(odd, array(1))));
        }
        add("a name of a dot", ValidationRule.H5_NAME, file -> file.put(segment + 8, (byte) '.'));
        add("no name", ValidationRule.H5_NAME, file -> file.put(segment + 8, (byte) 0));
        add(
                "a group that is described in two ways",
                ValidationRule.H5_GROUP,
                file -> file.putLong(Hdf5Reader.ROOT_AT + 24, tree));
    }

    private void texts() {
        int heap = at("GCOL", 0);
        int attribute = message(Hdf5Header.Kind.ATTRIBUTE, 0) + 8;
        add("an attribute of another name", ValidationRule.H5_ATTRIBUTE, file -> file.put(attribute + 8, (byte) 'x'));
        add("an attribute of another type", ValidationRule.H5_ATTRIBUTE, file -> file.put(attribute + 16, (byte) 0x13));
        add("an attribute of many texts", ValidationRule.H5_ATTRIBUTE, file -> file.put(attribute + 41, (byte) 1));
        add("a text of 4 GB", ValidationRule.H5_ATTRIBUTE, file -> file.putInt(attribute + 48, -1));
        add("a text that is not there", ValidationRule.H5_ATTRIBUTE, file -> file.putInt(attribute + 60, 77));
        add("texts beyond the end", ValidationRule.H5_EXTENT, file -> file.putLong(attribute + 52, 1L << 45));
        add("texts in an array", ValidationRule.H5_ATTRIBUTE, file -> file.putLong(attribute + 52, at("SNOD", 0)));
        add("no texts", ValidationRule.H5_ATTRIBUTE, file -> file.put(heap, (byte) 'X'));
        add("texts of 8 bytes", ValidationRule.H5_ATTRIBUTE, file -> file.putLong(heap + 8, 8));
        add("texts of all bytes", ValidationRule.H5_EXTENT, file -> file.putLong(heap + 8, Long.MAX_VALUE));
        add("a text beyond the others", ValidationRule.H5_ATTRIBUTE, file -> file.putLong(heap + 24, 1 << 20));
        add("free space of another size", ValidationRule.H5_ATTRIBUTE, file -> file.putLong(heap + 48, 8));
        add("a text with a control character", ValidationRule.H5_ATTRIBUTE, file -> file.put(heap + 32, (byte) 7));
        add("a text that is no UTF-8", ValidationRule.JSON_UTF8, file -> file.put(heap + 32, (byte) 0xff));
        Hdf5Group marked = KerasFiles.weights(
                "layers/dense/vars/0", new Hdf5Array(Hdf5Type.BFLOAT16, List.of(3L, 2L), ByteBuffer.allocate(12)));
        byte[] opaque = Hdf5Writer.write(marked);
        String text = new String(opaque, StandardCharsets.ISO_8859_1).replace("bfloat16", "bfloat61");
        add("opaque numbers of another mark", ValidationRule.H5_ATTRIBUTE, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void arrays() {
        int shape = message(Hdf5Header.Kind.SHAPE, 0) + 8;
        int type = message(Hdf5Header.Kind.TYPE, 0) + 8;
        int layout = message(Hdf5Header.Kind.LAYOUT, 0) + 8;
        add("a length of 4,000,000,000", ValidationRule.H5_SHAPE, file -> file.putLong(shape + 8, 4_000_000_000L)
                .putLong(shape + 24, 4_000_000_000L));
        add("lengths that overflow", ValidationRule.H5_SHAPE, file -> file.putLong(shape + 8, 1L << 62)
                .putLong(shape + 24, 1L << 62));
        add("a length below 0", ValidationRule.H5_SHAPE, file -> file.putLong(shape + 8, -3)
                .putLong(shape + 24, -3));
        add("a length that may grow", ValidationRule.H5_SHAPE, file -> file.putLong(shape + 24, -1));
        add("200 lengths", ValidationRule.H5_SHAPE, file -> file.put(shape + 1, (byte) 200));
        add("a shape of version 2", ValidationRule.H5_SHAPE, file -> file.put(shape, (byte) 2));
        add("more bytes than its shape", ValidationRule.H5_SHAPE, file -> file.putLong(layout + 10, 32));
        add("a shape without its bytes", ValidationRule.H5_SHAPE, file -> file.putLong(layout + 10, 0));
        add("numbers in the header", ValidationRule.H5_LAYOUT, file -> file.put(layout + 1, (byte) 0));
        add("numbers in pieces", ValidationRule.H5_LAYOUT, file -> file.put(layout + 1, (byte) 2));
        add("numbers of other files", ValidationRule.H5_LAYOUT, file -> file.put(layout + 1, (byte) 3));
        add("a layout of version 4", ValidationRule.H5_LAYOUT, file -> file.put(layout, (byte) 4));
        add("numbers beyond the end", ValidationRule.H5_EXTENT, file -> file.putLong(layout + 2, BASE.length - 8L));
        add("numbers nowhere", ValidationRule.H5_EXTENT, file -> file.putLong(layout + 2, -1));
        add(
                "numbers of another array",
                ValidationRule.H5_OVERLAP,
                file -> file.putLong(layout + 2, file.getLong(message(Hdf5Header.Kind.LAYOUT, 0) + 8 + 2) + 24));
        add("numbers of a heap", ValidationRule.H5_OVERLAP, file -> file.putLong(layout + 2, at("GCOL", 0)));
        add("a place for nothing", ValidationRule.H5_LAYOUT, nothing());
        add("texts of any length", ValidationRule.H5_TYPE, file -> file.put(type, (byte) 0x19));
        add("numbers of the other order", ValidationRule.H5_TYPE, file -> file.put(type + 1, (byte) 0x21));
        add("numbers of 16 bytes", ValidationRule.H5_TYPE, file -> file.put(type + 4, (byte) 16));
        add("pairs of numbers", ValidationRule.H5_TYPE, file -> file.put(type, (byte) 0x16));
        add("references", ValidationRule.H5_TYPE, file -> file.put(type, (byte) 0x17));
        for (Hdf5Type of : List.of(Hdf5Type.FLOAT16, Hdf5Type.BFLOAT16, Hdf5Type.FLOAT32, Hdf5Type.FLOAT64)) {
            byte[] ones = new byte[6 * of.size()];
            Arrays.fill(ones, (byte) -1);
            ByteBuffer numbers = ByteBuffer.wrap(ones).order(ByteOrder.LITTLE_ENDIAN);
            Hdf5Array kernel = new Hdf5Array(of, List.of(3L, 2L), numbers);
            Hdf5Array bias = new Hdf5Array(of, List.of(2L), numbers.slice(0, 2 * of.size()));
            Hdf5Group weights = KerasFiles.weights("layers/dense/vars/0", kernel, "layers/dense/vars/1", bias);
            String config = CONFIG.replace("\"units\"", "\"dtype\": \"" + of + "\", \"units\"");
            all.add(new Hostile("no numbers in " + of, ValidationRule.H5_FINITE, KerasFiles.file(config, weights)));
        }
    }

    private static byte[] nothing() {
        byte[] bytes = Hdf5Writer.write(KerasFiles.weights("empty", KerasFiles.array(0)));
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 96; at < bytes.length - 24; at++) {
            if (file.getShort(at) == (3 | 1 << 8) && file.getLong(at + 2) == -1) {
                file.putLong(at + 2, 96);
            }
        }
        return bytes;
    }

    private void depths() {
        Hdf5Group deep = new Hdf5Group(null, new TreeMap<>());
        for (int i = 0; i < 70; i++) {
            deep = KerasFiles.weights("g", deep);
        }
        add("70 groups within one another", ValidationRule.H5_DEPTH, Hdf5Writer.write(more("deep", deep)));
    }
}
