package keras4j.internal.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.kerasfile.CheckedModel;
import keras4j.internal.python.PythonArray;

/** Arrays of requests to the Python half: rows, tensors and the bytes of models. */
public final class ModelArrays {
    private ModelArrays() {}

    /** Returns the inputs, the outcomes and, if there are any, the weights of each outcome. */
    public static List<PythonArray> of(Examples examples) {
        List<PythonArray> arrays = new ArrayList<>();
        examples.inputs().values().forEach(x -> arrays.add(of(x)));
        examples.outcomes().values().forEach(y -> arrays.add(of(Examples.y(y))));
        if (!examples.weights().isEmpty()) {
            examples.outcomes()
                    .keySet()
                    .forEach(name -> arrays.add(
                            of(Objects.requireNonNull(examples.weights().get(name)))));
        }
        return arrays;
    }

    static List<PythonArray> of(List<Tensor> tensors) {
        return tensors.stream().map(ModelArrays::of).toList();
    }

    /** Returns the elements of a tensor; texts are bytes, with one axis more. */
    public static PythonArray of(Tensor tensor) {
        if (tensor.dtype() == DType.STRING) {
            int[] shape = Arrays.copyOf(tensor.shape(), tensor.shape().length + 1);
            int count = tensor.rows() * tensor.rowSize();
            shape[shape.length - 1] = count == 0 ? 1 : tensor.buffer().capacity() / count;
            return new PythonArray("uint8", shape, tensor.buffer());
        }
        return new PythonArray(tensor.dtype().toString(), tensor.shape(), tensor.buffer());
    }

    /** Returns the bytes of a model, serialized again: Python's libraries read no bytes that Java did not write. */
    static PythonArray of(FittedModel model) {
        return PythonArray.of(CheckedModel.reserialized(model.model()));
    }
}
