package keras4j.internal.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/**
 * Constant of an ONNX file, whose numbers are as many as its shape says.
 *
 * @param name the name of the value
 * @param message its fields
 * @param type ONNX's number of the element type
 * @param elements the number of elements
 */
record OnnxTensor(String name, ProtobufMessage message, int type, long elements) {
    private static final int RAW = 9;
    private static final int EXTERNAL = 13;
    private static final int LOCATION = 14;
    /** Fields of a tensor: shape, type, name and numbers; no texts, no segments. Numbers elsewhere have a rule of their own. */
    private static final Set<Integer> FIELDS = Set.of(1, 2, 4, 5, 7, 8, RAW, 10, 11, 12, EXTERNAL, LOCATION, 16);

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int DOUBLE = 11;
    private static final int INT32_DATA = 5;
    /** Fields of numbers that are not raw, by type; the others are in one of their own. */
    private static final Map<Integer, Integer> FIELD_OF_TYPE = Map.of(FLOAT, 4, INT64, 7, DOUBLE, 10, 12, 11, 13, 11);

    private static final int MAX_AXES = 16;
    private static final int MAX_SIZES = 64;
    /** Greatest number of elements that a size in the file may ask for. */
    private static final long MAX_ELEMENTS = 1L << 28;

    /** Bytes of an element by type: float, integers, boolean, float16, double, unsigned integers and bfloat16. */
    private static final Map<Integer, Integer> BYTES = Map.ofEntries(
            Map.entry(1, 4),
            Map.entry(2, 1),
            Map.entry(3, 1),
            Map.entry(4, 2),
            Map.entry(5, 2),
            Map.entry(6, 4),
            Map.entry(INT64, 8),
            Map.entry(9, 1),
            Map.entry(10, 2),
            Map.entry(11, 8),
            Map.entry(12, 4),
            Map.entry(13, 8),
            Map.entry(16, 2));

    static OnnxTensor check(ByteBuffer bytes, Validator rules) {
        ProtobufMessage tensor = ProtobufMessage.read(bytes, FIELDS, rules);
        String name = "'" + tensor.text(8) + "'";
        boolean inside = !tensor.has(EXTERNAL) && tensor.number(LOCATION) == 0;
        rules.require(ValidationRule.ONNX_EXTERNAL, inside, "numbers must be in the file itself", name + " elsewhere");
        int type = (int) tensor.number(2);
        requireSize(BYTES.containsKey(type), "constants must be numbers", "type " + type, rules);
        long elements = elements(tensor.numbers(1, MAX_AXES), name, rules);
        long found = found(tensor, type);
        requireSize(found == elements, name + " must have the " + elements + " numbers of its shape", found, rules);
        return new OnnxTensor(tensor.text(8), tensor, type, elements);
    }

    private static void requireSize(boolean kept, String accepted, Object got, Validator rules) {
        rules.require(ValidationRule.ONNX_SIZE, kept, accepted, got);
    }

    private static long elements(List<Long> shape, String name, Validator rules) {
        long elements = 1;
        for (long length : shape) {
            boolean fits = length >= 0 && (length == 0 || elements <= Integer.MAX_VALUE / length);
            requireSize(fits, "the shape of " + name + " must be one of numbers in a file", shape, rules);
            elements *= length;
        }
        return elements;
    }

    /** Returns the number of elements; -1 if the bytes are no whole number of them. */
    private static long found(ProtobufMessage tensor, int type) {
        int bytes = BYTES.getOrDefault(type, 1);
        int raw = tensor.has(RAW) ? tensor.buffer(RAW).remaining() : 0;
        if (tensor.has(RAW)) {
            return raw % bytes == 0 ? raw / bytes : -1;
        }
        int field = FIELD_OF_TYPE.getOrDefault(type, INT32_DATA);
        return type == FLOAT || type == DOUBLE ? tensor.fixed(field, bytes) : tensor.count(field);
    }

    /** Checks that lengths, or factors of lengths, ask for no more elements than a network has. */
    void requireSize(String operator, Validator rules) {
        boolean lengths = type == INT64 && elements <= MAX_SIZES;
        long product = 1;
        for (long length : lengths ? values() : List.<Long>of()) {
            long size = length == Long.MIN_VALUE ? Long.MAX_VALUE : Math.max(1, Math.abs(length));
            boolean fits = product <= MAX_ELEMENTS / size;
            requireSize(fits, operator + " must make at most " + MAX_ELEMENTS + " numbers", values(), rules);
            product *= size;
        }
    }

    private List<Long> values() {
        if (!message.has(RAW)) {
            return message.numbers(7, MAX_SIZES);
        }
        LongBuffer longs = message.buffer(RAW).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        long[] values = new long[longs.remaining()];
        longs.get(values);
        return Arrays.stream(values).boxed().toList();
    }
}
