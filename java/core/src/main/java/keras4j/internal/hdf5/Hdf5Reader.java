package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;
import keras4j.internal.hdf5.Hdf5Header.Kind;
import keras4j.internal.hdf5.Hdf5Links.Link;
import keras4j.internal.text.PlainText;

/**
 * Reader of Keras' weights, which accepts only the subset of HDF5 that Keras writes. It copies no array data.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t11.html">HDF5 file format</a>
 */
public final class Hdf5Reader {
    /** File signature, versions, and the sizes of addresses and lengths, 8 bytes each. */
    static final byte[] MARK = HexFormat.of().parseHex("894844460d0a1a0a" + "0000000000080800");

    static final int SUPERBLOCK_BYTES = 96;
    public static final int ROOT_AT = 56;
    /** Fill value message that h5py writes: no fill value. */
    static final byte[] FILL = HexFormat.of().parseHex("0202020100000000");

    private static final int MAX_DEPTH = 64;
    private static final int MAX_RANK = 8;
    private static final Set<Kind> OF_GROUP = Set.of(Kind.NOTHING, Kind.MORE, Kind.MEMBERS, Kind.ATTRIBUTE);

    private final Hdf5Bytes bytes;
    private final Validator rules;
    private final Hdf5Names names;
    private Hdf5Shape shape = new Hdf5Shape(4, 16);

    private Hdf5Reader(ByteBuffer file, Validator rules) {
        this.bytes = new Hdf5Bytes(file, rules);
        this.rules = rules;
        this.names = new Hdf5Names(bytes);
    }

    /**
     * Reads the root group of a file.
     *
     * @throws ArchiveException it is not a file that Keras writes
     */
    public static Hdf5Group read(ByteBuffer file, Validator rules) {
        return new Hdf5Reader(file, rules).root();
    }

    private Hdf5Group root() {
        superblock(bytes.size() >= SUPERBLOCK_BYTES, "HDF5");
        ByteBuffer block = bytes.part(0, SUPERBLOCK_BYTES);
        superblock(block.slice(0, MARK.length).equals(ByteBuffer.wrap(MARK)), "HDF5 of version 0");
        shape = new Hdf5Shape(block.getShort(16) & 0xffff, block.getShort(18) & 0xffff);
        superblock(shape.leaf() > 0 && shape.internal() > 0 && block.getInt(20) == 0, "HDF5 with standard trees");
        boolean alone = block.getLong(24) == 0
                && block.getLong(32) == Hdf5Bytes.NONE
                && block.getLong(40) == bytes.size()
                && block.getLong(48) == Hdf5Bytes.NONE;
        superblock(alone, "HDF5 of " + bytes.size() + " bytes in one file");
        Hdf5Node root = node(Link.read(block, ROOT_AT, rules), 0);
        superblock(root instanceof Hdf5Group, "HDF5 with a root group");
        return (Hdf5Group) root;
    }

    private void superblock(boolean kept, String accepted) {
        rules.require(ValidationRule.H5_SUPERBLOCK, kept, "weights must be " + accepted, "something else");
    }

    private Hdf5Node node(Link link, int depth) {
        String limit = "weights must be at most " + MAX_DEPTH + " groups deep";
        rules.require(ValidationRule.H5_DEPTH, depth <= MAX_DEPTH, limit, depth);
        Hdf5Header header = Hdf5Header.read(bytes, link.header());
        Optional<ByteBuffer> members = header.get(Kind.MEMBERS);
        boolean group = members.isPresent();
        rules.require(
                ValidationRule.H5_GROUP, group || !link.remembered(), "weights must have groups with members", "none");
        return group ? group(header, members.get(), link, depth) : array(header);
    }

    private Hdf5Group group(Hdf5Header header, ByteBuffer members, Link link, int depth) {
        said(header, OF_GROUP);
        long tree = members.getLong(0);
        long heap = members.getLong(8);
        boolean same = !link.remembered() || (link.tree() == tree && link.heap() == heap);
        rules.require(
                ValidationRule.H5_GROUP, same, "weights must have groups with consistent addresses", "different ones");
        TreeMap<String, Hdf5Node> all = new TreeMap<>();
        for (Map.Entry<String, Link> each :
                Hdf5Links.read(bytes, shape, tree, heap).entrySet()) {
            all.put(each.getKey(), node(each.getValue(), depth + 1));
        }
        String name = header.get(Kind.ATTRIBUTE)
                .map(attribute -> names.read("name", attribute))
                .orElse(null);
        boolean plain = name == null || PlainText.is(name);
        rules.require(
                ValidationRule.H5_ATTRIBUTE, plain, "weights must have plain names of layers", "control characters");
        return new Hdf5Group(name, all);
    }

    private Hdf5Array array(Hdf5Header header) {
        said(header, Set.of(Kind.values()));
        Optional<Hdf5Type> type = Hdf5Type.of(header.get(Kind.TYPE).orElseGet(() -> ByteBuffer.allocate(0)));
        rules.require(
                ValidationRule.H5_TYPE, type.isPresent(), "weights must be numbers of a type that Keras has", "others");
        boolean usual = header.get(Kind.FILL).equals(Optional.of(ByteBuffer.wrap(FILL)));
        rules.require(ValidationRule.H5_MESSAGE, usual, "weights must have no custom fill value", "another");
        boolean marked = header.get(Kind.ATTRIBUTE)
                .map(attribute -> names.read("dtype", attribute).equals("bfloat16"))
                .orElse(false);
        boolean brain = type.orElseThrow() == Hdf5Type.BFLOAT16;
        rules.require(
                ValidationRule.H5_ATTRIBUTE, marked == brain, "weights must be marked as bfloat16 if they are", !brain);
        List<Long> lengths = lengths(header.get(Kind.SHAPE).orElseGet(() -> ByteBuffer.allocate(0)));
        return new Hdf5Array(type.get(), lengths, numbers(header, type.get(), lengths));
    }

    private void said(Hdf5Header header, Set<Kind> kinds) {
        boolean expected = Arrays.stream(Kind.values())
                .allMatch(kind -> kinds.contains(kind) || header.get(kind).isEmpty());
        rules.require(
                ValidationRule.H5_MESSAGE,
                expected,
                "weights must have groups and arrays as separate objects",
                "a mixture");
    }

    private List<Long> lengths(ByteBuffer space) {
        int rank = space.limit() > 1 ? space.get(1) : -1;
        boolean form = rank >= 0
                && rank <= MAX_RANK
                && space.limit() == 8 + 16 * rank
                && space.getLong(0) == (1 | rank << 8 | (rank > 0 ? 1 << 16 : 0));
        rules.require(
                ValidationRule.H5_SHAPE,
                form,
                "weights must have shapes of at most " + MAX_RANK + " lengths",
                "another");
        List<Long> lengths = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            long length = space.getLong(8 + 8 * axis);
            boolean fixed = length >= 0 && length == space.getLong(8 + 8 * (rank + axis));
            rules.require(ValidationRule.H5_SHAPE, fixed, "weights must have fixed shapes", length);
            lengths.add(length);
        }
        return lengths;
    }

    private ByteBuffer numbers(Hdf5Header header, Hdf5Type type, List<Long> lengths) {
        ByteBuffer layout = header.get(Kind.LAYOUT).orElseGet(() -> ByteBuffer.allocate(0));
        boolean form = layout.limit() == 24 && layout.getShort(0) == (3 | 1 << 8);
        rules.require(ValidationRule.H5_LAYOUT, form, "weights must have contiguous arrays without filters", "others");
        long address = layout.getLong(2);
        long size = layout.getLong(10);
        boolean whole = size == bytes(type, lengths);
        rules.require(
                ValidationRule.H5_SHAPE, whole, "weights must have as many bytes as " + lengths + " of " + type, size);
        rules.require(
                ValidationRule.H5_LAYOUT,
                size > 0 || address == Hdf5Bytes.NONE,
                "weights must have no address for empty arrays",
                address);
        return size == 0 ? ByteBuffer.allocate(0) : bytes.part(address, size);
    }

    // -1 if no file can hold it.
    private static long bytes(Hdf5Type type, List<Long> lengths) {
        long bytes = type.size();
        for (long length : lengths) {
            if (length > 0 && bytes > Integer.MAX_VALUE / length) {
                return -1;
            }
            bytes *= length;
        }
        return bytes;
    }
}
