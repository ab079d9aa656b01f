package keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Object header: its messages, each kind at most once. */
public final class Hdf5Header {
    /** Kind of a header message. */
    public enum Kind {
        NOTHING(0x00),
        SHAPE(0x01),
        TYPE(0x03),
        FILL(0x05),
        LAYOUT(0x08),
        ATTRIBUTE(0x0c),
        MORE(0x10),
        MEMBERS(0x11);

        public final int number;

        Kind(int number) {
            this.number = number;
        }

        /** Returns the flags of the message in Keras' files: 1 if it is marked as constant. */
        public int flags() {
            return this == TYPE || this == FILL ? 1 : 0;
        }
    }

    private static final int PREFIX_BYTES = 16;
    private static final int MESSAGE_BYTES = 8;
    private static final int LINK_INFO = 0x02;
    private static final int LINK = 0x06;
    private static final int EXTERNAL = 0x07;
    private static final int FILTER = 0x0b;

    private final Hdf5Bytes bytes;
    private final Validator rules;
    private final Deque<ByteBuffer> blocks = new ArrayDeque<>();
    private final Map<Kind, ByteBuffer> said = new EnumMap<>(Kind.class);
    private int messages;

    private Hdf5Header(Hdf5Bytes bytes) {
        this.bytes = bytes;
        this.rules = bytes.rules();
    }

    static Hdf5Header read(Hdf5Bytes bytes, long address) {
        Hdf5Header header = new Hdf5Header(bytes);
        header.read(address);
        return header;
    }

    /** Returns the content of a message, if the header has one of this kind. */
    Optional<ByteBuffer> get(Kind kind) {
        return Optional.ofNullable(said.get(kind));
    }

    private void read(long address) {
        ByteBuffer prefix = bytes.part(address, PREFIX_BYTES);
        int count = prefix.getShort(2) & 0xffff;
        long size = prefix.getInt(8) & 0xffffffffL;
        // Version 1, one reference, padding.
        boolean form = prefix.getShort(0) == 1 && prefix.getInt(4) == 1 && prefix.getInt(12) == 0;
        rules.require(
                ValidationRule.H5_HEADER,
                form,
                "weights must have objects of version 1, used once",
                "another at " + address);
        blocks.add(bytes.part(address + PREFIX_BYTES, size));
        while (!blocks.isEmpty()) {
            ByteBuffer block = blocks.remove();
            while (block.hasRemaining()) {
                message(block, address);
                few(messages <= count);
            }
        }
        few(messages == count);
    }

    private void few(boolean kept) {
        rules.require(
                ValidationRule.H5_HEADER,
                kept,
                "weights must have headers with the stated number of messages",
                messages);
    }

    private void message(ByteBuffer block, long address) {
        boolean fits = block.remaining() >= MESSAGE_BYTES
                && (block.getShort(block.position() + 2) & 0xffff) <= block.remaining() - MESSAGE_BYTES;
        rules.require(
                ValidationRule.H5_HEADER, fits, "weights must have headers without unused bytes", "one at " + address);
        int number = block.getShort() & 0xffff;
        int size = block.getShort() & 0xffff;
        int flags = block.getInt();
        ByteBuffer content = block.slice(block.position(), size).order(ByteOrder.LITTLE_ENDIAN);
        block.position(block.position() + size);
        messages++;
        say(kind(number), flags, content);
    }

    private Kind kind(int number) {
        boolean linked = number == LINK || number == LINK_INFO;
        rules.require(ValidationRule.H5_LINK, !linked, "weights must have members without links", "links");
        boolean apart = number == EXTERNAL || number == FILTER;
        rules.require(
                ValidationRule.H5_LAYOUT, !apart, "weights must have contiguous arrays without filters", "others");
        for (Kind kind : Kind.values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        rules.require(
                ValidationRule.H5_MESSAGE,
                false,
                "weights must have headers as Keras writes them",
                "message " + number);
        return Kind.NOTHING;
    }

    private void say(Kind kind, int flags, ByteBuffer content) {
        boolean usual = kind == Kind.NOTHING || flags == kind.flags();
        rules.require(ValidationRule.H5_MESSAGE, usual, "weights must have messages that are not shared", kind);
        boolean pair = content.limit() == PREFIX_BYTES || (kind != Kind.MORE && kind != Kind.MEMBERS);
        rules.require(ValidationRule.H5_HEADER, pair, "weights must have headers without unused bytes", kind);
        if (kind == Kind.MORE) {
            blocks.add(bytes.part(content.getLong(0), content.getLong(8)));
        }
        boolean first = said.put(kind, content) == null || kind == Kind.NOTHING;
        rules.require(ValidationRule.H5_MESSAGE, first, "weights must have headers without repeated messages", kind);
    }
}
