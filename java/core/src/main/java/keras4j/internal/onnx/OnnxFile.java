package keras4j.internal.onnx;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/**
 * Check of an ONNX file from elsewhere: the subset of the format that exporters of Keras write, with known operators,
 * no file beside it, and the inputs and outputs of its model.
 */
public final class OnnxFile {
    private static final int GRAPH = 7;
    private static final int OPSET = 8;
    /** Fields of a model: versions, texts, graph, operator sets and metadata; no functions, no training. */
    private static final Set<Integer> FIELDS = Set.of(1, 2, 3, 4, 5, 6, GRAPH, OPSET, 14);

    private static final int OLDEST_OPSET = 13;
    private static final int NEWEST_OPSET = 25;
    private static final String OPSETS = "the operator set must be " + OLDEST_OPSET + " to " + NEWEST_OPSET;

    private OnnxFile() {}

    /** Checks a file. */
    public static void check(byte[] file, OnnxSignature signature, Validator rules) {
        ProtobufMessage model = ProtobufMessage.read(ByteBuffer.wrap(file), FIELDS, rules);
        opset(model.buffers(OPSET), rules);
        rules.require(ValidationRule.ONNX_FIELDS, model.has(GRAPH), "a model must have a graph", "none");
        OnnxGraph graph = OnnxGraph.check(model.buffer(GRAPH), new HashSet<>(), 0, rules);
        signature.check(graph.inputs(), graph.outputs(), rules);
    }

    private static void opset(List<ByteBuffer> imports, Validator rules) {
        Set<String> domains = new HashSet<>();
        for (ByteBuffer each : imports) {
            ProtobufMessage opset = ProtobufMessage.read(each, Set.of(1, 2), rules);
            boolean own = AllowedOperators.DOMAINS.contains(opset.text(1));
            long version = own ? opset.number(2) : OLDEST_OPSET;
            boolean known = version >= OLDEST_OPSET && version <= NEWEST_OPSET;
            rules.require(ValidationRule.ONNX_OPERATOR, known, OPSETS, version);
            domains.add(own ? "" : opset.text(1));
        }
        boolean own = domains.contains("");
        rules.require(ValidationRule.ONNX_OPERATOR, own, "a model must import ONNX's own operators", domains);
    }
}
