package keras4j.internal.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;
import keras4j.internal.data.ArraySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of ONNX files from elsewhere: hostile ones are refused, genuine ones are not. */
class OnnxFileTest {
    private static final Validator RULES = Validator.of("model.onnx");
    private static final OnnxSignature LINE = new OnnxSignature(
            List.of("x"),
            List.of("y"),
            List.of(),
            List.of(),
            List.of(new ArraySpec("float32", List.of(2))),
            List.of(List.of(1)));

    /** Parts of a small file, each of which a test changes: {@code y = x W}. */
    private static final class Parts {
        final List<ProtobufWriter> nodes = new ArrayList<>(List.of(node("MatMul", "x", "w", "y")));
        final List<ProtobufWriter> constants = new ArrayList<>(List.of(constant("w", 8, 2, 1)));
        final ProtobufWriter more = new ProtobufWriter();
        final ProtobufWriter moreOfGraph = new ProtobufWriter();
        ProtobufWriter input = value("x", 1, 2);
        ProtobufWriter output = value("y", 1, 1);
        long opset = 15;
        UnaryOperator<byte[]> bytes = UnaryOperator.identity();

        byte[] file() {
            ProtobufWriter graph = new ProtobufWriter();
            nodes.forEach(node -> graph.message(1, node));
            constants.forEach(constant -> graph.message(5, constant));
            graph.message(11, input).message(12, output).raw(unsigned(moreOfGraph));
            return bytes.apply(new ProtobufWriter()
                    .number(1, 8)
                    .message(7, graph)
                    .message(8, new ProtobufWriter().number(2, opset))
                    .raw(unsigned(more))
                    .toBytes());
        }

        private static int[] unsigned(ProtobufWriter written) {
            byte[] all = written.toBytes();
            int[] values = new int[all.length];
            Arrays.setAll(values, at -> all[at]);
            return values;
        }
    }

    private static ProtobufWriter node(String operator, String... values) {
        ProtobufWriter node = new ProtobufWriter();
        for (int at = 0; at < values.length - 1; at++) {
            node.text(1, values[at]);
        }
        return node.text(2, values[values.length - 1]).text(4, operator);
    }

    private static ProtobufWriter constant(String name, int bytes, long... shape) {
        ProtobufWriter tensor = new ProtobufWriter();
        Arrays.stream(shape).forEach(length -> tensor.number(1, length));
        return tensor.number(2, 1).text(8, name).bytes(9, new byte[bytes]);
    }

    private static ProtobufWriter lengths(String name, long... values) {
        ProtobufWriter tensor =
                new ProtobufWriter().number(1, values.length).number(2, 7).text(8, name);
        Arrays.stream(values).forEach(value -> tensor.number(7, value));
        return tensor;
    }

    private static ProtobufWriter value(String name, int type, long length) {
        ProtobufWriter shape = new ProtobufWriter()
                .message(1, new ProtobufWriter().text(2, "batch"))
                .message(1, new ProtobufWriter().number(1, length));
        ProtobufWriter tensor = new ProtobufWriter().number(1, type).message(2, shape);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
    }

    private record Hostile(String name, ValidationRule rule, String words, Consumer<Parts> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Hostile hostile(String name, ValidationRule rule, String words, Consumer<Parts> change) {
        return new Hostile(name, rule, words, change);
    }

    private static ProtobufWriter nested(int depth) {
        ProtobufWriter inner = depth == 0 ? new ProtobufWriter() : new ProtobufWriter().message(1, nested(depth - 1));
        return node("If", "x", "y" + depth)
                .message(5, new ProtobufWriter().text(1, "then").message(6, inner));
    }

    static Stream<Hostile> corpus() {
        return Stream.of(
                hostile(
                        "truncated",
                        ValidationRule.ONNX_WIRE,
                        "lengths must be at most the",
                        parts -> parts.bytes = all -> Arrays.copyOf(all, all.length - 9)),
                hostile(
                        "endless number",
                        ValidationRule.ONNX_WIRE,
                        "numbers must have at most 10 bytes, got more",
                        parts -> parts.more.raw(0x28, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)),
                hostile(
                        "cut number",
                        ValidationRule.ONNX_WIRE,
                        "numbers must end, got the end of the bytes",
                        parts -> parts.more.raw(0x28, 255)),
                hostile(
                        "group",
                        ValidationRule.ONNX_WIRE,
                        "wire types must be 0, 1, 2 or 5, got 3",
                        parts -> parts.more.raw(0x2b)),
                hostile(
                        "text as a number",
                        ValidationRule.ONNX_WIRE,
                        "must be of its wire type",
                        parts -> parts.nodes.set(0, new ProtobufWriter().number(4, 1))),
                hostile(
                        "broken text",
                        ValidationRule.ONNX_WIRE,
                        "texts must be UTF-8, got other bytes",
                        parts -> parts.nodes.set(0, new ProtobufWriter().bytes(4, new byte[] {-1}))),
                hostile(
                        "function",
                        ValidationRule.ONNX_FIELDS,
                        "fields must be among",
                        parts -> parts.more.message(25, new ProtobufWriter().text(1, "own"))),
                hostile("training", ValidationRule.ONNX_FIELDS, "got 20", parts -> parts.more.text(20, "")),
                hostile(
                        "sparse constant",
                        ValidationRule.ONNX_FIELDS,
                        "got 15",
                        parts -> parts.moreOfGraph.text(15, "")),
                hostile(
                        "two graphs",
                        ValidationRule.ONNX_FIELDS,
                        "field 7 must occur once, got 2",
                        parts -> parts.more.message(7, new ProtobufWriter())),
                hostile(
                        "file beside it",
                        ValidationRule.ONNX_EXTERNAL,
                        "must be in the file itself, got 'w' elsewhere",
                        parts -> parts.constants.set(
                                0,
                                constant("w", 8, 2, 1)
                                        .message(
                                                13,
                                                new ProtobufWriter()
                                                        .text(1, "location")
                                                        .text(2, "../../etc/passwd")))),
                hostile(
                        "other place",
                        ValidationRule.ONNX_EXTERNAL,
                        "must be in the file itself",
                        parts -> parts.constants.set(0, constant("w", 8, 2, 1).number(14, 1))),
                hostile(
                        "own domain",
                        ValidationRule.ONNX_OPERATOR,
                        "got com.evil.MatMul",
                        parts ->
                                parts.nodes.set(0, node("MatMul", "x", "w", "y").text(7, "com.evil"))),
                hostile(
                        "unknown operator",
                        ValidationRule.ONNX_OPERATOR,
                        "compute numbers, got ReadFile",
                        parts -> parts.nodes.set(0, node("ReadFile", "x", "y"))),
                hostile(
                        "random numbers",
                        ValidationRule.ONNX_OPERATOR,
                        "got RandomNormalLike",
                        parts -> parts.nodes.set(0, node("RandomNormalLike", "x", "y"))),
                hostile(
                        "newer operators",
                        ValidationRule.ONNX_OPERATOR,
                        "must be 13 to 25, got 99",
                        parts -> parts.opset = 99),
                hostile(
                        "cycle",
                        ValidationRule.ONNX_GRAPH,
                        "take values that come before it, got b",
                        parts ->
                                parts.nodes.addAll(0, List.of(node("Add", "x", "b", "a"), node("Add", "x", "a", "b")))),
                hostile(
                        "own result",
                        ValidationRule.ONNX_GRAPH,
                        "come before it, got y",
                        parts -> parts.nodes.set(0, node("Add", "y", "y", "y"))),
                hostile(
                        "computed twice",
                        ValidationRule.ONNX_GRAPH,
                        "be computed once, got 'y' twice",
                        parts -> parts.nodes.add(node("Identity", "x", "y"))),
                hostile(
                        "deep graphs",
                        ValidationRule.ONNX_GRAPH,
                        "nested up to 4, got more",
                        parts -> parts.nodes.add(0, nested(8))),
                hostile(
                        "huge constant",
                        ValidationRule.ONNX_SIZE,
                        "must be one of numbers in a file",
                        parts -> parts.constants.set(0, constant("w", 8, 1L << 40, 1L << 40))),
                hostile(
                        "negative length",
                        ValidationRule.ONNX_SIZE,
                        "must be one of numbers in a file",
                        parts -> parts.constants.set(0, constant("w", 8, -2, -1))),
                hostile(
                        "short constant",
                        ValidationRule.ONNX_SIZE,
                        "must have the 6 numbers of its shape, got 2",
                        parts -> parts.constants.set(0, constant("w", 8, 2, 3))),
                hostile(
                        "odd bytes",
                        ValidationRule.ONNX_SIZE,
                        "must have the 2 numbers of its shape, got -1",
                        parts -> parts.constants.set(0, constant("w", 7, 2, 1))),
                hostile(
                        "texts",
                        ValidationRule.ONNX_SIZE,
                        "constants must be numbers, got type 8",
                        parts -> parts.constants.set(
                                0, new ProtobufWriter().number(2, 8).text(8, "w"))),
                hostile("bomb", ValidationRule.ONNX_SIZE, "Expand must make at most 268435456 numbers", parts -> {
                    parts.constants.add(lengths("size", 1 << 20, 1 << 20));
                    parts.nodes.add(0, node("Expand", "x", "size", "large"));
                }),
                hostile("long loop", ValidationRule.ONNX_SIZE, "Loop must make at most", parts -> {
                    parts.constants.add(lengths("turns", Long.MAX_VALUE));
                    parts.nodes.add(0, node("Loop", "turns", "large"));
                }),
                hostile(
                        "other input",
                        ValidationRule.ONNX_SIGNATURE,
                        "inputs must be that of the model, [x], got [z]",
                        parts -> {
                            parts.input = value("z", 1, 2);
                            parts.nodes.set(0, node("MatMul", "z", "w", "y"));
                        }),
                hostile(
                        "other output",
                        ValidationRule.ONNX_SIGNATURE,
                        "outputs must be that of the model, [y], got [x]",
                        parts -> parts.output = value("x", 1, 1)),
                hostile(
                        "wide input",
                        ValidationRule.ONNX_SIGNATURE,
                        "shape of x must be that of the model, [-1, 2], got [-1, 7]",
                        parts -> parts.input = value("x", 1, 7)),
                hostile(
                        "other type",
                        ValidationRule.ONNX_SIGNATURE,
                        "type of x must be that of the model, 1, got 11",
                        parts -> parts.input = value("x", 11, 2)),
                hostile(
                        "one row only",
                        ValidationRule.ONNX_SIGNATURE,
                        "shape of y must be that of the model",
                        parts -> parts.output = value("y", 1, 2)));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void a_hostile_file_is_refused_by_its_rule(Hostile hostile) {
        Parts parts = new Parts();
        hostile.change.accept(parts);
        ArchiveException refused =
                assertThrows(ArchiveException.class, () -> OnnxFile.check(parts.file(), LINE, RULES));
        assertEquals(hostile.rule, refused.rule().orElseThrow(), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains(hostile.words), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "ONNX_.*")
    void without_a_rule_a_hostile_file_gets_in(ValidationRule rule) {
        Validator fewer = Validator.of("hostile").without(rule);
        assertTrue(corpus().anyMatch(hostile -> hostile.rule == rule && !refused(hostile, fewer)));
    }

    private static boolean refused(Hostile hostile, Validator rules) {
        Parts parts = new Parts();
        hostile.change.accept(parts);
        try {
            OnnxFile.check(parts.file(), LINE, rules);
            return false;
        } catch (ArchiveException refused) {
            return true;
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException broken) { // Without the rule, lengths lead astray.
            return false;
        }
    }

    @Test
    void the_corpus_breaks_every_rule() {
        Set<ValidationRule> rules = EnumSet.noneOf(ValidationRule.class);
        corpus().forEach(each -> rules.add(each.rule));
        assertEquals(
                Arrays.stream(ValidationRule.values())
                        .filter(rule -> rule.name().startsWith("ONNX_"))
                        .toList(),
                List.copyOf(rules));
    }

    @Test
    void the_file_before_the_change_is_accepted() {
        OnnxFile.check(new Parts().file(), LINE, RULES);
    }

    private static byte[] genuine(String name) throws IOException {
        try (InputStream in = OnnxFileTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static OnnxSignature signature(String input, List<Integer> row, List<Integer> output) {
        return new OnnxSignature(
                List.of(input),
                List.of("y0"),
                List.of(),
                List.of(),
                List.of(new ArraySpec("float32", row)),
                List.of(output));
    }

    @Test
    void genuine_files_of_both_exporters_are_accepted() throws IOException {
        OnnxFile.check(genuine("jax2onnx.onnx"), signature("input_layer", List.of(6), List.of(3)), RULES);
        OnnxFile.check(genuine("jax2onnx-loop.onnx"), signature("input_layer", List.of(4, 8, 8, 1), List.of(1)), RULES);
        OnnxFile.check(genuine("tf2onnx.onnx"), signature("input_layer", List.of(12, 4), List.of(1)), RULES);
    }

    /** Whatever bytes are changed: a file is refused in words, or its structure is whole. */
    @Test
    void changed_bytes_never_end_the_reader_otherwise() throws IOException {
        Random random = new Random(1);
        int refused = 0;
        for (String name : List.of("jax2onnx.onnx", "jax2onnx-loop.onnx", "tf2onnx.onnx")) {
            byte[] file = genuine(name);
            for (int turn = 0; turn < 1_000; turn++) {
                byte[] other = file.clone();
                for (int change = 0; change <= turn % 3; change++) {
                    other[random.nextInt(Math.min(other.length, 3_000))] = (byte) random.nextInt();
                }
                try {
                    OnnxFile.check(other, signature("input_layer", List.of(6), List.of(3)), RULES);
                } catch (ArchiveException words) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 1_000, "refused " + refused);
    }
}
