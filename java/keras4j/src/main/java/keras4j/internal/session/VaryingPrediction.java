package keras4j.internal.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.PythonRequest;

/**
 * Prediction for inputs with axes that vary, or with texts. The rows of one call have one shape, which decides that of
 * the outputs.
 */
final class VaryingPrediction {
    private VaryingPrediction() {}

    static List<Tensor> of(Session session, FittedModel fitted, List<Tensor> x, Deadline deadline) {
        fitted.requireLengths(x);
        int rows = x.get(0).rows();
        if (rows == 0) {
            return fitted.outputs().stream().map(VaryingPrediction::none).toList();
        }
        List<List<Tensor>> parts = new ArrayList<>();
        for (int from = 0; from < rows; from += Session.TURN) {
            List<Tensor> part = Session.slices(x, from, Math.min(rows, from + Session.TURN));
            parts.add(session.withLiveModel(fitted, live -> part(session, live, part, deadline), deadline));
        }
        return IntStream.range(0, fitted.outputs().size())
                .mapToObj(output ->
                        joined(parts.stream().map(part -> part.get(output)).toList(), rows))
                .toList();
    }

    private static List<Tensor> part(Session session, LiveModel live, List<Tensor> x, Deadline deadline) {
        PythonRequest request =
                ModelArguments.create().live(live).request("predict_varying", ModelArrays.of(x), "prediction");
        PythonReply reply = RowSizes.admitted(
                "Keras.predict", () -> session.python().call(Work.PREDICTION, request, CallListener.NONE, deadline));
        JsonNode shapes = reply.value().path("outputs");
        List<Tensor> outputs = new ArrayList<>();
        for (int output = 0; output < shapes.size(); output++) {
            int[] row = ModelReply.shape(shapes.get(output)).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            ByteBuffer numbers = PythonArray.of(reply.attachments().get(output)).memory();
            outputs.add(Tensor.wrap(numbers, DType.FLOAT32, shape(x.get(0).rows(), row)));
        }
        return outputs;
    }

    private static Tensor none(List<Integer> row) {
        int[] lengths = row.stream().mapToInt(length -> Math.max(1, length)).toArray();
        return Tensor.wrap(
                PythonArray.zeros(DType.FLOAT32.toString(), shape(0, lengths)).memory(),
                DType.FLOAT32,
                shape(0, lengths));
    }

    private static Tensor joined(List<Tensor> parts, int rows) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int[] shape = shape(rows, parts.get(0).rowShape());
        ByteBuffer all = PythonArray.zeros(DType.FLOAT32.toString(), shape).memory();
        ByteBuffer target = all.duplicate();
        parts.forEach(part -> target.put(part.buffer()));
        return Tensor.wrap(all, DType.FLOAT32, shape);
    }

    private static int[] shape(int rows, int[] row) {
        return IntStream.concat(IntStream.of(rows), IntStream.of(row)).toArray();
    }
}
