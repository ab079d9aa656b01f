package keras4j.python;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The compiled forward pass of a model that lives in a worker process. */
final class WorkerPredictor implements Predictor {
    private static final String WHAT = "prediction";

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
    public void predict(Rows rows, Deadline deadline) {
        List<Array> x = inputs.stream().map(each -> each.zeros(rows.count())).toList();
        List<Array> out = outputs.stream().map(each -> each.zeros(rows.count())).toList();
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
    public void predict(List<Array> x, List<Array> out, Deadline deadline) {
        List<Array> arrays = new ArrayList<>(x);
        arrays.addAll(out);
        Request request =
                new Request("predict", Request.empty().put("model", model).put("inputs", x.size()), arrays, WHAT);
        python.call(Python.Work.PREDICTION, request, Watch.NONE, deadline, out.size());
    }

    @Override
    public String toString() {
        return "Predictor of model " + model + " in a worker process: " + inputs + " to " + outputs;
    }
}
