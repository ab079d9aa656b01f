package keras4j.python;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A live model's compiled function, and the buffers that small batches travel in. */
final class EmbeddedPredictor implements Predictor {
    /** The batch sizes up to {@link #MERGED} that the Python half compiles. */
    private static final int[] SIZES = {1, 8, 32, 64, MERGED};

    private static final String WHAT = "prediction";

    private final EmbeddedPython python;
    private final long model;
    private final String dtype;
    private final int[] input;
    private final int[] output;
    private final @Nullable Slot[] slots = new Slot[SIZES.length];

    private record Slot(long number, ByteBuffer in, ByteBuffer out) {}

    EmbeddedPredictor(EmbeddedPython python, long model, String dtype, int[] input, int[] output) {
        this.python = python;
        this.model = model;
        this.dtype = dtype;
        this.input = input.clone();
        this.output = output.clone();
    }

    @Override
    public void predict(Rows rows, Deadline deadline) {
        RowsTask task = new RowsTask(this, rows);
        python.run(Python.Work.PREDICTION, task, WHAT, deadline);
        task.rethrow();
    }

    @Override
    public void predict(Array x, Array out, Deadline deadline) {
        Request request = new Request("predict", Request.empty().put("model", model), List.of(x, out), WHAT);
        python.call(Python.Work.PREDICTION, request, Watch.NONE, deadline);
    }

    /** Runs a batch, on the lane. */
    void run(Bridge bridge, List<RowsTask> batch, int count) {
        Slot slot = slot(bridge, count);
        slot.in.clear();
        batch.forEach(task -> task.rows().write(slot.in));
        bridge.step(slot.number, WHAT);
        slot.out.clear();
        batch.forEach(task -> task.rows().read(slot.out));
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
        Array in = Array.zeros(dtype, shape(size, input));
        Array out = Array.zeros("float32", shape(size, output));
        Request request = new Request("open_slot", Request.empty().put("model", model), List.of(in, out), WHAT);
        return new Slot(bridge.call(request).value().asLong(), in.memory(), out.memory());
    }

    private static int[] shape(int rows, int[] row) {
        int[] shape = new int[row.length + 1];
        shape[0] = rows;
        System.arraycopy(row, 0, shape, 1, row.length);
        return shape;
    }

    @Override
    public String toString() {
        return "Predictor of model " + model + ": " + dtype + " " + Arrays.toString(input) + " to "
                + Arrays.toString(output);
    }
}
