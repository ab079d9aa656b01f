package keras4j.internal.python;

import java.nio.ByteBuffer;
import java.util.List;
import keras4j.internal.data.ArraySpec;

/** Compiled forward pass of a model in a worker process. */
final class WorkerPredictor implements CompiledModel {
    private final WorkerPython python;
    private final long model;
    private final List<ArraySpec> inputs;
    private final List<ArraySpec> outputs;

    WorkerPredictor(WorkerPython python, long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        this.python = python;
        this.model = model;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    @Override
    public void predict(RowSource rows, Deadline deadline) {
        List<PythonArray> x = inputs.stream()
                .map(each -> PythonArray.zeros(each, rows.count()))
                .toList();
        List<PythonArray> out = outputs.stream()
                .map(each -> PythonArray.zeros(each, rows.count()))
                .toList();
        for (int input = 0; input < x.size(); input++) {
            rows.write(input, x.get(input).memory());
        }
        predict(x, out, deadline);
        for (int output = 0; output < out.size(); output++) {
            ByteBuffer memory = out.get(output).memory();
            rows.read(output, memory);
        }
    }

    @Override
    public void predict(List<PythonArray> x, List<PythonArray> out, Deadline deadline) {
        PythonRequest request = PythonRequest.prediction("predict", model, x, out);
        python.call(Python.Work.PREDICTION, request, CallListener.NONE, deadline, out.size());
    }

    @Override
    public String toString() {
        return "Predictor of model " + model + " in a worker process: " + inputs + " to " + outputs;
    }
}
