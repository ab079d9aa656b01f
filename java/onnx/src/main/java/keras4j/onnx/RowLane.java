package keras4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import keras4j.data.DType;
import keras4j.data.Tensor;
import keras4j.internal.data.ArraySpec;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.ModelSignature;
import keras4j.internal.memory.DirectMemory;
import org.jspecify.annotations.Nullable;

/** Memory for up to 64 rows and their outputs, pinned for ONNX Runtime; one thread uses it at a time. */
final class RowLane implements AutoCloseable {
    static final int MOST_ROWS = 64;

    private final AtomicBoolean taken = new AtomicBoolean();
    private final ModelSignature signature;
    private final List<String> inputNames;
    private final List<String> outputNames;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final ByteBuffer[] given;
    private final FloatBuffer[] floats;
    private final FloatBuffer[] made;
    /** Tensors for each number of rows, made at its first use. */
    private final @Nullable PinnedTensors[] pinnedInputs = new PinnedTensors[MOST_ROWS + 1];

    private final @Nullable PinnedTensors[] pinnedOutputs = new PinnedTensors[MOST_ROWS + 1];

    RowLane(FittedModel model, OrtEnvironment environment, OrtSession session) {
        this.signature = model.signature();
        this.environment = environment;
        this.session = session;
        this.inputNames = model.onnxSignature().inputs();
        this.outputNames = model.onnxSignature().outputs();
        for (int at = 0; at < inputNames.size(); at++) {
            inputs.add(memory(signature.type(at), signature.inputs().get(at)));
        }
        signature.outputs().forEach(output -> outputs.add(memory(DType.FLOAT32, output)));
        this.given = inputs.stream().map(Tensor::buffer).toArray(ByteBuffer[]::new);
        this.floats = inputs.stream().map(each -> each.buffer().asFloatBuffer()).toArray(FloatBuffer[]::new);
        this.made = outputs.stream().map(each -> each.buffer().asFloatBuffer()).toArray(FloatBuffer[]::new);
    }

    private static Tensor memory(DType type, ArraySpec spec) {
        int[] shape = spec.shape(MOST_ROWS);
        int size = Arrays.stream(shape).reduce(type.bytes(), Math::multiplyExact);
        return Tensor.wrap(DirectMemory.zeros(size), type, shape);
    }

    boolean take() {
        return !taken.get() && taken.compareAndSet(false, true);
    }

    void release() {
        taken.set(false);
    }

    /** Returns the numbers for one row. */
    float[] run(float[] row) throws OrtException {
        put(row, 0);
        compute(1);
        return numbers(0);
    }

    /** Computes rows together. */
    void run(List<WaitingRow> rows) throws OrtException {
        for (int at = 0; at < rows.size(); at++) {
            put(rows.get(at).row(), at);
        }
        compute(rows.size());
        for (int at = 0; at < rows.size(); at++) {
            rows.get(at).complete(numbers(at));
        }
    }

    private void put(float[] row, int at) {
        for (int input = 0; input < given.length; input++) {
            int from = signature.inputFrom(input);
            int size = signature.inputFrom(input + 1) - from;
            ByteBuffer memory = given[input];
            switch (signature.type(input)) {
                case FLOAT32 -> floats[input].put(at * size, row, from, size);
                case INT32 -> {
                    for (int number = 0; number < size; number++) {
                        memory.putInt((at * size + number) * Integer.BYTES, (int) row[from + number]);
                    }
                }
                default -> {
                    for (int number = 0; number < size; number++) {
                        memory.put(at * size + number, (byte) (int) row[from + number]);
                    }
                }
            }
        }
    }

    private void compute(int rows) throws OrtException {
        PinnedTensors x = pinnedInputs[rows];
        PinnedTensors out = pinnedOutputs[rows];
        if (x == null || out == null) {
            x = PinnedTensors.of(environment, inputNames, first(inputs, rows));
            pinnedInputs[rows] = x;
            out = PinnedTensors.of(environment, outputNames, first(outputs, rows));
            pinnedOutputs[rows] = out;
        }
        session.run(x.byName(), out.byName()).close();
    }

    private static List<Tensor> first(List<Tensor> all, int rows) {
        return all.stream().map(each -> each.slice(0, rows)).toList();
    }

    private float[] numbers(int at) {
        float[] numbers = new float[signature.outputSize()];
        for (int output = 0; output < made.length; output++) {
            int from = signature.outputFrom(output);
            int size = signature.outputFrom(output + 1) - from;
            made[output].get(at * size, numbers, from, size);
        }
        return numbers;
    }

    @Override
    public void close() {
        for (PinnedTensors[] all : List.of(pinnedInputs, pinnedOutputs)) {
            for (PinnedTensors each : all) {
                if (each != null) {
                    each.close();
                }
            }
        }
    }
}
