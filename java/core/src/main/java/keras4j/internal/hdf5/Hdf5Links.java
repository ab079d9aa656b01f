package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Members of a group: a B-tree whose leaves are symbol tables with names and addresses, and a heap with the names. */
final class Hdf5Links {
    /**
     * Symbol table entry: the address of a member's header and, for a cached group, the addresses of its own tree and
     * heap.
     */
    record Link(long header, boolean remembered, long tree, long heap) {
        /** Reads the 40 bytes of an entry, beginning with its name. */
        static Link read(ByteBuffer entry, int at, Validator rules) {
            int kind = entry.getInt(at + 16);
            rules.require(
                    ValidationRule.H5_LINK,
                    kind == 0 || kind == 1,
                    "weights must have members without links",
                    "a link");
            return new Link(entry.getLong(at + 8), kind == 1, entry.getLong(at + 24), entry.getLong(at + 32));
        }
    }

    static final int ENTRY_BYTES = 40;
    static final int TREE_HEADER_BYTES = 24;
    static final int HEAP_HEADER_BYTES = 32;
    static final int TABLE_HEADER_BYTES = 8;

    private static final int MAX_LEVEL = 3;
    private static final long LAST_FREE = 1;
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[ -.0-~]{1,128}");

    private final Hdf5Bytes bytes;
    private final Validator rules;
    private final Hdf5Shape shape;
    private final ByteBuffer names;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final List<Long> lastOfLevel = new ArrayList<>();
    private final List<Long> nextOfLevel = new ArrayList<>();
    private String last = "";
    private long lastAt;

    private Hdf5Links(Hdf5Bytes bytes, Hdf5Shape shape, long heap) {
        this.bytes = bytes;
        this.rules = bytes.rules();
        this.shape = shape;
        this.names = names(heap);
    }

    /** Reads the members in the order of their names. */
    static Map<String, Link> read(Hdf5Bytes bytes, Hdf5Shape shape, long tree, long heap) {
        Hdf5Links group = new Hdf5Links(bytes, shape, heap);
        group.tree(tree, -1);
        group.ends();
        return group.links;
    }

    private ByteBuffer names(long address) {
        ByteBuffer heap = bytes.part(address, HEAP_HEADER_BYTES, "HEAP", 0, ValidationRule.H5_GROUP);
        ByteBuffer segment = bytes.part(heap.getLong(24), heap.getLong(8));
        long free = heap.getLong(16);
        long before = -1;
        while (free != LAST_FREE) {
            boolean inside = free > before && free <= segment.limit() - 16L;
            grouped(inside, "complete heaps");
            long size = segment.getLong((int) free + 8);
            grouped(size >= 16 && size <= segment.limit() - free, "complete heaps");
            before = free;
            free = segment.getLong((int) free);
        }
        return segment;
    }

    private void tree(long address, int expected) {
        ByteBuffer node = bytes.part(address, shape.tree(), "TREE", 0, ValidationRule.H5_GROUP);
        int level = node.get(5);
        int count = node.getShort(6) & 0xffff;
        grouped(expected < 0 ? level >= 0 && level <= MAX_LEVEL : level == expected, "balanced trees");
        grouped(count <= shape.children(), "trees of at most " + shape.children() + " branches");
        beside(level, address, node);
        grouped(node.getLong(TREE_HEADER_BYTES) == lastAt, "trees with the names of their branches");
        for (int child = 0; child < count; child++) {
            int at = TREE_HEADER_BYTES + 16 * child + 8;
            if (level == 0) {
                table(node.getLong(at));
            } else {
                tree(node.getLong(at), level - 1);
            }
            grouped(node.getLong(at + 8) == lastAt, "trees with the names of their branches");
        }
    }

    // Nodes of one level are linked to their siblings.
    private void beside(int level, long address, ByteBuffer node) {
        while (lastOfLevel.size() <= level) {
            lastOfLevel.add(Hdf5Bytes.NONE);
            nextOfLevel.add(Hdf5Bytes.NONE);
        }
        boolean first = lastOfLevel.get(level) == Hdf5Bytes.NONE;
        grouped(
                node.getLong(8) == lastOfLevel.get(level) && (first || nextOfLevel.get(level) == address),
                "trees with linked siblings");
        lastOfLevel.set(level, address);
        nextOfLevel.set(level, node.getLong(16));
    }

    private void ends() {
        nextOfLevel.forEach(next -> grouped(next == Hdf5Bytes.NONE, "trees with linked siblings"));
    }

    private void table(long address) {
        ByteBuffer table = bytes.part(address, shape.table(), "SNOD", 1, ValidationRule.H5_GROUP);
        int count = table.getShort(6) & 0xffff;
        grouped(count > 0 && count <= shape.entries(), "tables of 1 to " + shape.entries() + " members");
        for (int each = 0; each < count; each++) {
            int at = TABLE_HEADER_BYTES + ENTRY_BYTES * each;
            String name = name(table.getLong(at));
            grouped(name.compareTo(last) > 0, "members sorted by name");
            last = name;
            lastAt = table.getLong(at);
            links.put(name, Link.read(table, at, rules));
        }
    }

    private String name(long address) {
        boolean inside = address >= 0 && address < names.limit();
        rules.require(ValidationRule.H5_EXTENT, inside, "weights must have names within their heap", address);
        int end = (int) address;
        while (end < names.limit() && names.get(end) != 0) {
            end++;
        }
        rules.require(ValidationRule.H5_EXTENT, end < names.limit(), "weights must have terminated names", address);
        byte[] text = new byte[end - (int) address];
        names.get((int) address, text);
        String name = new String(text, StandardCharsets.ISO_8859_1);
        rules.require(
                ValidationRule.H5_NAME,
                NAME.matcher(name).matches(),
                "weights must have names of 1 to 128 printable characters without a slash",
                "another");
        return name;
    }

    private void grouped(boolean kept, String accepted) {
        rules.require(ValidationRule.H5_GROUP, kept, "weights must have " + accepted, "others");
    }
}
