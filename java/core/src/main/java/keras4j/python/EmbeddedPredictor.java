package keras4j.python;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A live model's compiled function, and the buffers that small batches travel in. */
final class EmbeddedPredictor implements Predictor {
    /** The batch sizes up to {@link #MERGED} that the Python half compiles. */
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
    public void predict(Rows rows, Deadline deadline) {
        RowsTask task = new RowsTask(this, rows);
        python.run(Python.Work.PREDICTION, task, WHAT, deadline);
        task.rethrow();
    }

    @Override
    public void predict(List<Array> x, List<Array> out, Deadline deadline) {
        python.call(Python.Work.PREDICTION, request("predict", x, out), Watch.NONE, deadline);
    }

    private Request request(String function, List<Array> x, List<Array> out) {
        List<Array> arrays = new ArrayList<>(x);
        arrays.addAll(out);
        return new Request(function, Request.empty().put("model", model).put("inputs", x.size()), arrays, WHAT);
    }

    /** Runs a batch, on the lane. */
    void run(Bridge bridge, List<RowsTask> batch, int count) {
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

    private Slot slot(Bridge bridge, int count) {
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

    private Slot open(Bridge bridge, int size) {
        List<Array> in = inputs.stream().map(input -> input.zeros(size)).toList();
        List<Array> out = outputs.stream().map(output -> output.zeros(size)).toList();
        long number = bridge.call(request("open_slot", in, out)).value().asLong();
        return new Slot(number, memory(in), memory(out));
    }

    private static List<ByteBuffer> memory(List<Array> arrays) {
        return arrays.stream().map(Array::memory).toList();
    }

    @Override
    public String toString() {
        return "Predictor of model " + model + ": " + inputs + " to " + outputs;
    }
}
