package keras4j.internal.python;

import java.nio.ByteBuffer;
import java.util.List;
import keras4j.internal.data.ArraySpec;
import org.jspecify.annotations.Nullable;

/** Compiled function of a live model, and the buffers that small batches travel in. */
final class EmbeddedPredictor implements CompiledModel {
    /** Batch sizes up to {@link #MERGED} that the Python half compiles. */
    private static final int[] SIZES = {1, 8, 32, 64, MERGED};

    private static final String WHAT = "prediction";

    private final EmbeddedPython python;
    private final long model;
    private final List<ArraySpec> inputs;
    private final List<ArraySpec> outputs;
    private final @Nullable Slot[] slots = new Slot[SIZES.length];

    private record Slot(long number, List<ByteBuffer> in, List<ByteBuffer> out) {}

    EmbeddedPredictor(EmbeddedPython python, long model, List<ArraySpec> inputs, List<ArraySpec> outputs) {
        this.python = python;
        this.model = model;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    @Override
    public void predict(RowSource rows, Deadline deadline) {
        RowsTask task = new RowsTask(this, rows);
        python.run(Python.Work.PREDICTION, task, WHAT, deadline);
        task.rethrow();
    }

    @Override
    public void predict(List<PythonArray> x, List<PythonArray> out, Deadline deadline) {
        python.call(
                Python.Work.PREDICTION,
                PythonRequest.prediction("predict", model, x, out),
                CallListener.NONE,
                deadline);
    }

    /** Runs a batch, on the lane. */
    void run(JepBridge bridge, List<RowsTask> batch, int count) {
        Slot slot = slot(bridge, count);
        for (int input = 0; input < inputs.size(); input++) {
            ByteBuffer in = slot.in.get(input).clear();
            for (RowsTask task : batch) {
                task.rows().write(input, in);
            }
        }
        bridge.step(slot.number, WHAT);
        for (int output = 0; output < outputs.size(); output++) {
            ByteBuffer out = slot.out.get(output).clear();
            for (RowsTask task : batch) {
                task.rows().read(output, out);
            }
        }
    }

    private Slot slot(JepBridge bridge, int count) {
        int at = 0;
        while (SIZES[at] < count) {
            at++;
        }
        Slot slot = slots[at];
        if (slot == null) {
            slot = open(bridge, SIZES[at]);
            slots[at] = slot;
        }
        return slot;
    }

    private Slot open(JepBridge bridge, int size) {
        List<PythonArray> in =
                inputs.stream().map(input -> PythonArray.zeros(input, size)).toList();
        List<PythonArray> out =
                outputs.stream().map(output -> PythonArray.zeros(output, size)).toList();
        long number = bridge.call(PythonRequest.prediction("open_slot", model, in, out))
                .value()
                .asLong();
        return new Slot(number, memory(in), memory(out));
    }

    private static List<ByteBuffer> memory(List<PythonArray> arrays) {
        return arrays.stream().map(PythonArray::memory).toList();
    }

    @Override
    public String toString() {
        return "Predictor of model " + model + ": " + inputs + " to " + outputs;
    }
}
