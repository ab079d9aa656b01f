package keras4j.internal.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Protobuf message whose fields were read strictly: only expected numbers, every length within the message. */
final class ProtobufMessage {
    /** Wire types of the encoding. */
    private static final int VARINT = 0;

    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_VARINT_BYTES = 10;
    private static final int MAX_TEXT_BYTES = 1 << 16;

    private final Validator rules;
    private final Map<Integer, List<Object>> fields = new LinkedHashMap<>();

    private ProtobufMessage(Validator rules) {
        this.rules = rules;
    }

    /**
     * Reads a message.
     *
     * @param known the numbers of the fields that it may have
     */
    static ProtobufMessage read(ByteBuffer bytes, Set<Integer> known, Validator rules) {
        ProtobufMessage message = new ProtobufMessage(rules);
        ByteBuffer rest = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long tag = varint(rest, rules);
            Integer field = (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
            if (!known.contains(field)) {
                rules.require(ValidationRule.ONNX_FIELDS, false, "fields must be among " + new TreeSet<>(known), field);
            }
            Object value = value((int) (tag & 7), rest, rules);
            message.fields.computeIfAbsent(field, none -> new ArrayList<>()).add(value);
        }
        return message;
    }

    private static Object value(int type, ByteBuffer rest, Validator rules) {
        return switch (type) {
            case VARINT -> varint(rest, rules);
            case FIXED64 -> cut(Long.BYTES, rest, rules).getLong();
            case BYTES -> cut(varint(rest, rules), rest, rules);
            case FIXED32 -> cut(Integer.BYTES, rest, rules).getInt();
            default -> {
                rules.require(ValidationRule.ONNX_WIRE, false, "wire types must be 0, 1, 2 or 5", type);
                throw new IllegalStateException();
            }
        };
    }

    private static ByteBuffer cut(long length, ByteBuffer rest, Validator rules) {
        if (length < 0 || length > rest.remaining()) {
            String accepted = "lengths must be at most the " + rest.remaining() + " bytes that follow";
            rules.require(ValidationRule.ONNX_WIRE, false, accepted, length);
        }
        ByteBuffer part = rest.slice(rest.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        rest.position(rest.position() + (int) length);
        return part;
    }

    private static long varint(ByteBuffer rest, Validator rules) {
        long value = 0;
        byte next = -1;
        for (int at = 0; next < 0; at++) {
            requireWire(rest.hasRemaining(), "numbers must end", "the end of the bytes", rules);
            requireWire(at < MAX_VARINT_BYTES, "numbers must have at most 10 bytes", "more", rules);
            next = rest.get();
            value |= (long) (next & 0x7f) << (7 * at);
        }
        return value;
    }

    private static void requireWire(boolean kept, String accepted, Object got, Validator rules) {
        rules.require(ValidationRule.ONNX_WIRE, kept, accepted, got);
    }

    /** Returns whether a field occurs. */
    boolean has(int field) {
        return fields.containsKey(field);
    }

    private List<Object> all(int field) {
        return fields.getOrDefault(field, List.of());
    }

    private <T> T typed(Object value, Class<T> type, int field) {
        if (!type.isInstance(value)) {
            rules.require(ValidationRule.ONNX_WIRE, false, "field " + field + " must be of its wire type", value);
        }
        return type.cast(value);
    }

    /** Returns the messages or byte strings of a field. */
    List<ByteBuffer> buffers(int field) {
        return all(field).stream()
                .map(value -> typed(value, ByteBuffer.class, field))
                .toList();
    }

    /** Returns the only message of a field, empty bytes if there is none. */
    ByteBuffer buffer(int field) {
        List<ByteBuffer> found = buffers(field);
        rules.require(
                ValidationRule.ONNX_FIELDS, found.size() <= 1, "field " + field + " must occur once", found.size());
        return found.isEmpty() ? ByteBuffer.allocate(0) : found.get(0);
    }

    /** Returns the only number of a field, 0 if there is none. */
    long number(int field) {
        List<Object> found = all(field);
        rules.require(
                ValidationRule.ONNX_FIELDS, found.size() <= 1, "field " + field + " must occur once", found.size());
        return found.isEmpty() ? 0 : typed(found.get(0), Long.class, field);
    }

    /** Returns the integers of a field, packed or not, at most as many as given. */
    List<Long> numbers(int field, int most) {
        long count = count(field);
        rules.require(ValidationRule.ONNX_SIZE, count <= most, "lists must have at most " + most + " numbers", count);
        List<Long> numbers = new ArrayList<>();
        for (Object value : all(field)) {
            ByteBuffer rest = value instanceof ByteBuffer packed ? packed.duplicate() : ByteBuffer.allocate(0);
            while (rest.hasRemaining()) {
                numbers.add(varint(rest, rules));
            }
            if (value instanceof Long single) {
                numbers.add(single);
            }
        }
        return numbers;
    }

    /** Returns the number of elements of fixed size in a field, packed or not. */
    long fixed(int field, int bytes) {
        return all(field).stream()
                .mapToLong(value -> value instanceof ByteBuffer packed ? packed.remaining() / bytes : 1)
                .sum();
    }

    /** Returns the number of integers in a field, packed or not. */
    long count(int field) {
        return all(field).stream()
                .mapToLong(value -> value instanceof ByteBuffer packed ? ends(packed) : 1)
                .sum();
    }

    private static long ends(ByteBuffer packed) {
        return IntStream.range(0, packed.remaining())
                .filter(at -> packed.get(at) >= 0)
                .count();
    }

    /** Returns the texts of a field. */
    List<String> texts(int field) {
        return buffers(field).stream().map(this::text).toList();
    }

    /** Returns the only text of a field, empty if there is none. */
    String text(int field) {
        return text(buffer(field));
    }

    private String text(ByteBuffer bytes) {
        int size = bytes.remaining();
        boolean fits = size <= MAX_TEXT_BYTES;
        rules.require(ValidationRule.ONNX_SIZE, fits, "texts must have at most " + MAX_TEXT_BYTES + " bytes", size);
        try {
            return UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException broken) {
            requireWire(false, "texts must be UTF-8", "other bytes", rules);
            return "";
        }
    }
}
