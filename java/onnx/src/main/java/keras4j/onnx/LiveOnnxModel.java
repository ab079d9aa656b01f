package keras4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.internal.data.ArraySpec;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.memory.DirectMemory;
import keras4j.internal.onnx.OnnxForm;
import org.jspecify.annotations.Nullable;

/**
 * Session of ONNX Runtime for one form, with as many lanes as there are processors. A call takes a lane; while all are
 * taken, single rows wait, and the next free lane computes all of them together.
 */
final class LiveOnnxModel implements AutoCloseable {
    /** Rows of a batch that one lane computes at a time. */
    private static final int TURN = 8_000;
    /** Least rows for which a batch is divided among the lanes. */
    private static final int MIN_PART = 64;

    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final RowLane[] lanes;
    private final Semaphore free;
    private final Queue<WaitingRow> waiting = new ConcurrentLinkedQueue<>();
    private final List<String> inputs;
    private final List<ArraySpec> specs;
    private volatile boolean closed;

    private LiveOnnxModel(FittedModel model, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.name = model.name();
        this.environment = environment;
        this.session = session;
        this.inputs = model.onnxSignature().inputs();
        this.specs = model.onnxSignature().rows();
        this.lanes = new RowLane[Runtime.getRuntime().availableProcessors()];
        for (int at = 0; at < lanes.length; at++) {
            lanes[at] = new RowLane(model, environment, session);
        }
        this.free = new Semaphore(lanes.length);
    }

    static LiveOnnxModel open(FittedModel model, OnnxForm form) {
        OrtEnvironment environment = RuntimeExit.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // The lanes are the threads.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new LiveOnnxModel(model, environment, environment.createSession(form.bytes(), options));
        } catch (OrtException refused) {
            throw new IllegalStateException(
                    "OnnxScorer: ONNX Runtime must accept the form of " + model.name() + ", got "
                            + refused.getMessage(),
                    refused);
        }
    }

    /** Returns the numbers for one row. */
    float[] predict(float[] row) {
        if (!waiting.isEmpty() || !free.tryAcquire()) {
            return together(row);
        }
        RowLane lane = null;
        try {
            lane = take();
            return lane.run(row);
        } catch (OrtException failed) {
            throw failed(failed);
        } finally {
            release(lane);
        }
    }

    /** Returns a lane that no other thread uses; the caller has a permit. */
    private RowLane take() {
        while (true) {
            for (RowLane lane : lanes) {
                if (lane.take()) {
                    return lane;
                }
            }
        }
    }

    private void release(@Nullable RowLane lane) {
        if (lane != null) {
            lane.release();
        }
        free.release();
        WaitingRow next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.thread());
        }
    }

    private float[] together(float[] row) {
        WaitingRow own = new WaitingRow(row, Thread.currentThread());
        waiting.add(own);
        boolean interrupted = false;
        while (!own.done()) {
            if (closed) {
                throw closed();
            }
            if (free.tryAcquire()) {
                serve();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return own.result();
    }

    /** Computes the rows that wait, in one lane. */
    private void serve() {
        RowLane lane = take();
        List<WaitingRow> rows = new ArrayList<>();
        try {
            for (WaitingRow next = waiting.poll(); next != null; next = waiting.poll()) {
                rows.add(next);
                if (rows.size() == RowLane.MOST_ROWS) {
                    break;
                }
            }
            if (!rows.isEmpty()) {
                lane.run(rows);
            }
        } catch (OrtException | RuntimeException failed) {
            rows.forEach(row -> row.fail(failed));
        } finally {
            release(lane);
        }
        rows.forEach(row -> LockSupport.unpark(row.thread()));
    }

    /**
     * Returns some outputs for all rows.
     *
     * @param names the names of the outputs
     * @param shapes the shape of one row of each
     */
    List<Tensor> outputs(List<Tensor> x, List<String> names, List<List<Integer>> shapes) {
        int rows = x.get(0).rows();
        List<Tensor> results = shapes.stream()
                .map(shape -> zeros(new ArraySpec("float32", shape).shape(rows)))
                .toList();
        int parts = Math.max((rows + TURN - 1) / TURN, Math.min(lanes.length, rows / MIN_PART));
        IntStream split = IntStream.range(0, Math.max(parts, Math.min(rows, 1)));
        (parts > 1 ? split.parallel() : split).forEach(part -> {
            int from = (int) ((long) rows * part / Math.max(1, parts));
            int to = (int) ((long) rows * (part + 1) / Math.max(1, parts));
            part(slices(x, from, to), names, slices(results, from, to));
        });
        return results;
    }

    private static List<Tensor> slices(List<Tensor> all, int from, int to) {
        return all.stream().map(each -> each.slice(from, to)).toList();
    }

    private static Tensor zeros(int[] shape) {
        int size = Arrays.stream(shape).reduce(Float.BYTES, Math::multiplyExact);
        return Tensor.wrap(DirectMemory.zeros(size), DType.FLOAT32, shape);
    }

    private void part(List<Tensor> x, List<String> names, List<Tensor> results) {
        for (int at = 0; at < specs.size(); at++) {
            int[] due = specs.get(at).shape(x.get(at).rows());
            if (!Arrays.equals(due, x.get(at).shape())) {
                throw new IllegalArgumentException(
                        "OnnxScorer: " + inputs.get(at) + " must have the shape " + Arrays.toString(due) + ", got "
                                + Arrays.toString(x.get(at).shape()));
            }
        }
        acquire();
        try (PinnedTensors given = PinnedTensors.of(environment, inputs, x);
                PinnedTensors made = PinnedTensors.of(environment, names, results)) {
            session.run(given.byName(), made.byName()).close();
        } catch (OrtException failed) {
            throw failed(failed);
        } finally {
            release(null);
        }
    }

    private void acquire() {
        free.acquireUninterruptibly();
        if (closed) {
            free.release();
            throw closed();
        }
    }

    private RuntimeException failed(OrtException failed) {
        return new IllegalStateException(
                "OnnxScorer: ONNX Runtime must compute " + name + ", got " + failed.getMessage(), failed);
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("OnnxScorer: it is closed; open another with OnnxScorer.open()");
    }

    /** Waits for the calls that run, refuses others and frees the memory. */
    @Override
    public void close() {
        closed = true;
        free.acquireUninterruptibly(lanes.length);
        try {
            for (RowLane lane : lanes) {
                lane.close();
            }
            session.close();
        } catch (OrtException failed) {
            throw failed(failed);
        } finally {
            waiting.forEach(row -> LockSupport.unpark(row.thread()));
        }
    }
}
