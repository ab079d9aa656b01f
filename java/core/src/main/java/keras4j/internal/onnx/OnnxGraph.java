package keras4j.internal.onnx;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/**
 * Graph of an ONNX file whose nodes were checked: each takes values that come before it.
 *
 * @param inputs the values that it takes
 * @param outputs the values that it gives
 */
record OnnxGraph(List<OnnxValue> inputs, List<OnnxValue> outputs) {
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;
    /** Fields of a graph: nodes, name, constants, texts and values; nothing sparse, no annotations. */
    private static final Set<Integer> FIELDS = Set.of(NODE, 2, INITIALIZER, 10, INPUT, OUTPUT, 13, 16);

    private static final Set<Integer> NODE_FIELDS = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    /** Fields of an attribute: no types, no references to functions, no sparse numbers. */
    private static final Set<Integer> ATTRIBUTE_FIELDS = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 20);

    private static final String OPERATORS = "operators must be those of ONNX that compute numbers";
    private static final int MAX_NODES = 200_000;
    private static final int MAX_NAMES = 10_000;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_LIST = 1 << 16;

    /**
     * Checks a graph.
     *
     * @param outer the values that the graphs around it have
     * @param depth the number of graphs around it
     */
    static OnnxGraph check(ByteBuffer bytes, Set<String> outer, int depth, Validator rules) {
        boolean flat = depth <= MAX_DEPTH;
        rules.require(ValidationRule.ONNX_GRAPH, flat, "graphs must be nested up to " + MAX_DEPTH, "more");
        ProtobufMessage graph = ProtobufMessage.read(bytes, FIELDS, rules);
        Walk walk = new Walk(new HashSet<>(outer), new HashMap<>(), depth, rules);
        OnnxGraph ends = new OnnxGraph(values(graph.buffers(INPUT), rules), values(graph.buffers(OUTPUT), rules));
        ends.inputs.forEach(input -> walk.define(input.name()));
        graph.buffers(INITIALIZER).forEach(each -> walk.constant(OnnxTensor.check(each, rules)));
        walk.nodes(graph.buffers(NODE));
        ends.outputs.forEach(output -> walk.use(output.name()));
        return ends;
    }

    private static List<OnnxValue> values(List<ByteBuffer> values, Validator rules) {
        rules.require(
                ValidationRule.ONNX_SIZE,
                values.size() <= MAX_NAMES,
                "values must be at most " + MAX_NAMES,
                values.size());
        return values.stream().map(each -> OnnxValue.read(each, rules)).toList();
    }

    /**
     * Walk over the nodes of a graph.
     *
     * @param known the names of the values so far
     * @param constants those that the file gives
     */
    private record Walk(Set<String> known, Map<String, OnnxTensor> constants, int depth, Validator rules) {
        void define(String name) {
            boolean once = known.add(name);
            rules.require(
                    ValidationRule.ONNX_GRAPH,
                    once,
                    "values must be computed once",
                    once ? "" : "'" + name + "' twice");
        }

        void constant(OnnxTensor tensor) {
            define(tensor.name());
            constants.put(tensor.name(), tensor);
        }

        void use(String name) {
            boolean before = known.contains(name);
            rules.require(ValidationRule.ONNX_GRAPH, before, "a node must take values that come before it", name);
        }

        void nodes(List<ByteBuffer> nodes) {
            int count = nodes.size();
            rules.require(ValidationRule.ONNX_SIZE, count <= MAX_NODES, "nodes must be at most " + MAX_NODES, count);
            nodes.forEach(node -> node(ProtobufMessage.read(node, NODE_FIELDS, rules)));
        }

        private void node(ProtobufMessage node) {
            String operator = operator(node);
            List<String> inputs = node.texts(1);
            inputs.stream().filter(name -> !name.isEmpty()).forEach(this::use);
            size(operator, inputs);
            List<String> outputs = node.texts(2);
            for (ByteBuffer each : node.buffers(5)) {
                ProtobufMessage attribute = ProtobufMessage.read(each, ATTRIBUTE_FIELDS, rules);
                attribute(attribute, operator.equals("Constant") ? outputs : List.of());
            }
            outputs.stream().filter(name -> !name.isEmpty()).forEach(this::define);
        }

        private String operator(ProtobufMessage node) {
            String operator = node.text(4);
            String domain = node.text(7);
            boolean allowed = AllowedOperators.DOMAINS.contains(domain) && AllowedOperators.NAMES.contains(operator);
            String name = domain.isEmpty() ? operator : domain + "." + operator;
            rules.require(ValidationRule.ONNX_OPERATOR, allowed, OPERATORS, name);
            rules.require(ValidationRule.ONNX_OPERATOR, node.text(8).isEmpty(), OPERATORS, name + " overloaded");
            return operator;
        }

        /** Checks that a size which the file gives as a constant is one that a network has. */
        private void size(String operator, List<String> inputs) {
            Integer at = AllowedOperators.SIZES.get(operator);
            OnnxTensor size = at == null || at >= inputs.size() ? null : constants.get(inputs.get(at));
            if (size != null) {
                size.requireSize(operator, rules);
            }
        }

        /** Checks an attribute; the constants in it are values of the given names. */
        private void attribute(ProtobufMessage attribute, List<String> names) {
            attribute.text(1);
            attribute.texts(9);
            attribute.numbers(8, MAX_LIST);
            attribute.buffers(10).forEach(each -> OnnxTensor.check(each, rules));
            for (ByteBuffer each : attribute.buffers(5)) {
                OnnxTensor tensor = OnnxTensor.check(each, rules);
                names.forEach(name -> constants.put(name, tensor));
            }
            attribute.buffers(6).forEach(inner -> OnnxGraph.check(inner, known, depth + 1, rules));
            attribute.buffers(11).forEach(inner -> OnnxGraph.check(inner, known, depth + 1, rules));
        }
    }
}
