package keras4j.internal.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/**
 * Input or output of a graph.
 *
 * @param name the name of the value
 * @param type ONNX's number of the element type
 * @param shape the axes: lengths, or -1 for one that has only a name
 */
record OnnxValue(String name, int type, List<Long> shape) {
    private static final int MAX_AXES = 16;

    static OnnxValue read(ByteBuffer bytes, Validator rules) {
        ProtobufMessage value = ProtobufMessage.read(bytes, Set.of(1, 2, 3, 4), rules);
        ProtobufMessage type = ProtobufMessage.read(value.buffer(2), Set.of(1, 6), rules);
        ProtobufMessage tensor = ProtobufMessage.read(type.buffer(1), Set.of(1, 2), rules);
        ProtobufMessage shape = ProtobufMessage.read(tensor.buffer(2), Set.of(1), rules);
        List<Long> axes = new ArrayList<>();
        for (ByteBuffer each : shape.buffers(1)) {
            ProtobufMessage axis = ProtobufMessage.read(each, Set.of(1, 2, 3), rules);
            axes.add(axis.has(1) ? axis.number(1) : -1);
        }
        rules.require(
                ValidationRule.ONNX_SIZE, axes.size() <= MAX_AXES, "axes must be at most " + MAX_AXES, axes.size());
        return new OnnxValue(value.text(1), (int) tensor.number(1), axes);
    }
}
