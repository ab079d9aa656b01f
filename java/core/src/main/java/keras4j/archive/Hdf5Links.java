package keras4j.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The members of a group: a tree whose leaves are tables of names and addresses, and a heap that has the names. */
final class Hdf5Links {
    /** Where a member's header is, and what the table remembers of it: where its own tree and heap are, if it is a group. */
    record Link(long header, boolean remembered, long tree, long heap) {
        /** Reads 40 bytes of a table, from the name's place. */
        static Link read(ByteBuffer entry, int at, Rules rules) {
            int kind = entry.getInt(at + 16);
            rules.require(Rule.H5_LINK, kind == 0 || kind == 1, "weights must have members without links", "a link");
            return new Link(entry.getLong(at + 8), kind == 1, entry.getLong(at + 24), entry.getLong(at + 32));
        }
    }

    static final int ENTRY = 40;
    static final int TREE_HEADER = 24;
    static final int HEAP_HEADER = 32;
    static final int TABLE_HEADER = 8;

    private static final int DEEPEST = 3;
    private static final long LAST_FREE = 1;
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[ -.0-~]{1,128}");

    private final Hdf5Bytes bytes;
    private final Rules rules;
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

    /** Reads them in the order of their names. */
    static Map<String, Link> read(Hdf5Bytes bytes, Hdf5Shape shape, long tree, long heap) {
        Hdf5Links group = new Hdf5Links(bytes, shape, heap);
        group.tree(tree, -1);
        group.ends();
        return group.links;
    }

    private ByteBuffer names(long address) {
        ByteBuffer heap = bytes.part(address, HEAP_HEADER, "HEAP", 0, Rule.H5_GROUP);
        ByteBuffer segment = bytes.part(heap.getLong(24), heap.getLong(8));
        long free = heap.getLong(16);
        long before = -1;
        while (free != LAST_FREE) {
            boolean inside = free > before && free <= segment.limit() - 16L;
            grouped(inside, "heaps that are whole");
            long size = segment.getLong((int) free + 8);
            grouped(size >= 16 && size <= segment.limit() - free, "heaps that are whole");
            before = free;
            free = segment.getLong((int) free);
        }
        return segment;
    }

    private void tree(long address, int expected) {
        ByteBuffer node = bytes.part(address, shape.tree(), "TREE", 0, Rule.H5_GROUP);
        int level = node.get(5);
        int count = node.getShort(6) & 0xffff;
        grouped(expected < 0 ? level >= 0 && level <= DEEPEST : level == expected, "trees of even depth");
        grouped(count <= shape.children(), "trees of at most " + shape.children() + " branches");
        beside(level, address, node);
        grouped(node.getLong(TREE_HEADER) == lastAt, "trees with the names of their branches");
        for (int child = 0; child < count; child++) {
            int at = TREE_HEADER + 16 * child + 8;
            if (level == 0) {
                table(node.getLong(at));
            } else {
                tree(node.getLong(at), level - 1);
            }
            grouped(node.getLong(at + 8) == lastAt, "trees with the names of their branches");
        }
    }

    // Nodes of one depth know those beside them.
    private void beside(int level, long address, ByteBuffer node) {
        while (lastOfLevel.size() <= level) {
            lastOfLevel.add(Hdf5Bytes.NONE);
            nextOfLevel.add(Hdf5Bytes.NONE);
        }
        boolean first = lastOfLevel.get(level) == Hdf5Bytes.NONE;
        grouped(
                node.getLong(8) == lastOfLevel.get(level) && (first || nextOfLevel.get(level) == address),
                "trees whose nodes know each other");
        lastOfLevel.set(level, address);
        nextOfLevel.set(level, node.getLong(16));
    }

    private void ends() {
        nextOfLevel.forEach(next -> grouped(next == Hdf5Bytes.NONE, "trees whose nodes know each other"));
    }

    private void table(long address) {
        ByteBuffer table = bytes.part(address, shape.table(), "SNOD", 1, Rule.H5_GROUP);
        int count = table.getShort(6) & 0xffff;
        grouped(count > 0 && count <= shape.entries(), "tables of 1 to " + shape.entries() + " members");
        for (int each = 0; each < count; each++) {
            int at = TABLE_HEADER + ENTRY * each;
            String name = name(table.getLong(at));
            grouped(name.compareTo(last) > 0, "members in the order of their names");
            last = name;
            lastAt = table.getLong(at);
            links.put(name, Link.read(table, at, rules));
        }
    }

    private String name(long address) {
        boolean inside = address >= 0 && address < names.limit();
        rules.require(Rule.H5_EXTENT, inside, "weights must have names within their heap", address);
        int end = (int) address;
        while (end < names.limit() && names.get(end) != 0) {
            end++;
        }
        rules.require(Rule.H5_EXTENT, end < names.limit(), "weights must have names that end", address);
        byte[] text = new byte[end - (int) address];
        names.get((int) address, text);
        String name = new String(text, StandardCharsets.ISO_8859_1);
        rules.require(
                Rule.H5_NAME,
                NAME.matcher(name).matches(),
                "weights must have names of 1 to 128 printable characters without a slash",
                "another");
        return name;
    }

    private void grouped(boolean kept, String accepted) {
        rules.require(Rule.H5_GROUP, kept, "weights must have " + accepted, "others");
    }
}
