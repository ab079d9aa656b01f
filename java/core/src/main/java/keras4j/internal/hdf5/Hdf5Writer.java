package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.internal.hdf5.Hdf5Header.Kind;

/** Writer of Keras' weights; equal weights give equal bytes. */
public final class Hdf5Writer {
    private static final int INTERNAL = 16;
    private static final int MIN_LEAF = 4;
    private static final int MIN_HEAP_BYTES = 4096;
    private static final int TEXT_AT = 16;

    private final Map<Integer, ByteBuffer> parts = new LinkedHashMap<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Hdf5Shape shape;
    private final int heap;
    private int end = Hdf5Reader.SUPERBLOCK_BYTES;

    private Hdf5Writer(Hdf5Group root) {
        collect(root);
        this.shape = new Hdf5Shape(Math.max(MIN_LEAF, (most(root) + 4 * INTERNAL - 1) / (4 * INTERNAL)), INTERNAL);
        this.heap = texts.isEmpty() ? 0 : textsPart();
    }

    /** Returns the file with these weights. */
    public static byte[] write(Hdf5Group root) {
        Hdf5Writer writer = new Hdf5Writer(root);
        ByteBuffer entry = writer.group(root);
        ByteBuffer block = little(Hdf5Reader.SUPERBLOCK_BYTES)
                .put(Hdf5Reader.MARK)
                .putShort((short) writer.shape.leaf())
                .putShort((short) INTERNAL)
                .putInt(0)
                .putLong(0)
                .putLong(Hdf5Bytes.NONE)
                .putLong(writer.end)
                .putLong(Hdf5Bytes.NONE)
                .put(entry);
        byte[] file = new byte[writer.end];
        ByteBuffer all = ByteBuffer.wrap(file).put(block.rewind());
        writer.parts.forEach((at, part) -> all.put(at, part, 0, part.limit()));
        return file;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int padded(int size) {
        return size + (-size & 7);
    }

    private int place(ByteBuffer part) {
        int at = end;
        parts.put(at, part.rewind());
        end = Math.addExact(at, padded(part.limit()));
        return at;
    }

    private void collect(Hdf5Group group) {
        if (group.name() != null) {
            texts.putIfAbsent(group.name(), texts.size() + 1);
        }
        group.members().values().forEach(member -> {
            if (member instanceof Hdf5Group inner) {
                collect(inner);
            } else if (((Hdf5Array) member).type() == Hdf5Type.BFLOAT16) {
                texts.putIfAbsent("bfloat16", texts.size() + 1);
            }
        });
    }

    private static int most(Hdf5Group group) {
        return group.members().values().stream()
                .mapToInt(member -> member instanceof Hdf5Group inner ? most(inner) : 0)
                .reduce(group.members().size(), Math::max);
    }

    private int textsPart() {
        int size = TEXT_AT + TEXT_AT * texts.size();
        for (String text : texts.keySet()) {
            size += padded(utf8(text).length);
        }
        int whole = Math.max(MIN_HEAP_BYTES, size + TEXT_AT);
        ByteBuffer heap = little(whole).put(ascii("GCOL")).putInt(1).putLong(whole);
        texts.forEach((text, number) -> {
            byte[] content = utf8(text);
            heap.putLong(number).putLong(content.length).put(content);
            heap.position(padded(heap.position()));
        });
        heap.putLong(0).putLong(whole - size);
        return place(heap);
    }

    /** Writes a group and returns its entry of 40 bytes for a symbol table. */
    private ByteBuffer group(Hdf5Group group) {
        List<ByteBuffer> entries = new ArrayList<>();
        for (Hdf5Node member : group.members().values()) {
            entries.add(member instanceof Hdf5Group inner ? group(inner) : array((Hdf5Array) member));
        }
        List<Integer> names = new ArrayList<>();
        int heap = names(group, names);
        int tree = tree(entries, names);
        ByteBuffer members = little(16).putLong(tree).putLong(heap);
        List<ByteBuffer> messages = new ArrayList<>(List.of(message(Kind.MEMBERS, members)));
        if (group.name() != null) {
            messages.add(attribute("name", group.name()));
        }
        return little(Hdf5Links.ENTRY_BYTES)
                .putLong(0)
                .putLong(header(messages))
                .putLong(1)
                .putLong(tree)
                .putLong(heap)
                .rewind();
    }

    private int names(Hdf5Group group, List<Integer> places) {
        int size = 8;
        for (String name : group.members().keySet()) {
            places.add(size);
            size += padded(name.length() + 1);
        }
        ByteBuffer segment = little(size);
        int next = 0;
        for (String name : group.members().keySet()) {
            segment.put(places.get(next++), ascii(name));
        }
        ByteBuffer header = little(Hdf5Links.HEAP_HEADER_BYTES)
                .put(ascii("HEAP"))
                .putInt(0)
                .putLong(size)
                .putLong(1);
        return place(header.putLong(place(segment)));
    }

    private int tree(List<ByteBuffer> entries, List<Integer> names) {
        int tables = (entries.size() + shape.entries() - 1) / shape.entries();
        ByteBuffer tree =
                little(shape.tree()).put(ascii("TREE")).putShort((short) 0).putShort((short) tables);
        tree.putLong(Hdf5Bytes.NONE).putLong(Hdf5Bytes.NONE).putLong(0);
        for (int table = 0; table < tables; table++) {
            int from = table * shape.entries();
            int to = Math.min(entries.size(), from + shape.entries());
            ByteBuffer part =
                    little(shape.table()).put(ascii("SNOD")).putShort((short) 1).putShort((short) (to - from));
            for (int each = from; each < to; each++) {
                part.put(entries.get(each).putLong(0, names.get(each)));
            }
            tree.putLong(place(part)).putLong(names.get(to - 1));
        }
        return place(tree);
    }

    private ByteBuffer array(Hdf5Array array) {
        int rank = array.shape().size();
        ByteBuffer space = little(8 + 16 * rank).putLong(1 | rank << 8 | (rank > 0 ? 1 << 16 : 0));
        array.shape().forEach(space::putLong);
        array.shape().forEach(space::putLong);
        int size = array.bytes().limit();
        ByteBuffer layout = little(24).putShort((short) (3 | 1 << 8));
        layout.putLong(size == 0 ? Hdf5Bytes.NONE : place(array.bytes().duplicate()))
                .putLong(size);
        List<ByteBuffer> messages = new ArrayList<>(List.of(
                message(Kind.SHAPE, space),
                message(Kind.TYPE, ByteBuffer.wrap(array.type().message())),
                message(Kind.FILL, ByteBuffer.wrap(Hdf5Reader.FILL)),
                message(Kind.LAYOUT, layout)));
        if (array.type() == Hdf5Type.BFLOAT16) {
            messages.add(attribute("dtype", "bfloat16"));
        }
        return little(Hdf5Links.ENTRY_BYTES)
                .putLong(0)
                .putLong(header(messages))
                .rewind();
    }

    private int header(List<ByteBuffer> messages) {
        int size = messages.stream().mapToInt(ByteBuffer::limit).sum();
        ByteBuffer header = little(16 + size).putShort((short) 1).putShort((short) messages.size());
        header.putInt(1).putInt(size).putInt(0);
        messages.forEach(header::put);
        return place(header);
    }

    private static ByteBuffer message(Kind kind, ByteBuffer content) {
        return little(8 + content.limit())
                .putShort((short) kind.number)
                .putShort((short) content.limit())
                .putInt(kind.flags())
                .put(content.rewind())
                .rewind();
    }

    private ByteBuffer attribute(String name, String text) {
        byte[] before = Hdf5Names.before(name);
        ByteBuffer content = little(before.length + 16).put(before).putInt(utf8(text).length);
        content.putLong(heap).putInt(java.util.Objects.requireNonNull(texts.get(text)));
        return message(Kind.ATTRIBUTE, content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
