package keras4j.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.Tensor;

/**
 * Tensors of ONNX Runtime on the memory of others, by name.
 *
 * @param byName the tensors
 */
record PinnedTensors(Map<String, OnnxTensor> byName) implements AutoCloseable {
    static PinnedTensors of(OrtEnvironment environment, List<String> names, List<Tensor> tensors) throws OrtException {
        Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
        for (int at = 0; at < names.size(); at++) {
            pinned.put(names.get(at), pinned(environment, tensors.get(at)));
        }
        return new PinnedTensors(pinned);
    }

    private static OnnxTensor pinned(OrtEnvironment environment, Tensor tensor) throws OrtException {
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        ByteBuffer memory = tensor.buffer();
        return switch (tensor.dtype()) {
            case FLOAT32 -> OnnxTensor.createTensor(environment, memory.asFloatBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, memory.asIntBuffer(), shape);
            case UINT8 -> OnnxTensor.createTensor(environment, memory, shape, OnnxJavaType.UINT8);
            default -> throw new IllegalArgumentException("OnnxScorer: inputs must be numbers, got " + tensor.dtype());
        };
    }

    @Override
    public void close() {
        byName.values().forEach(OnnxTensor::close);
    }
}
