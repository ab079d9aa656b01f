package keras4j.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import keras4j.data.Tensor;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime with its default options. */
public final class OnnxRuntimeContender implements Contender {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private @Nullable OrtSession session;

    private OnnxRuntimeContender() {}

    /** Takes the arguments of {@link ContenderSide}. */
    public static void main(String[] args) throws Exception {
        ContenderSide.run(new OnnxRuntimeContender(), Arrays.asList(args));
    }

    @Override
    public void load(ContenderFiles files) throws OrtException {
        session = environment.createSession(files.onnxFile().toString(), new OrtSession.SessionOptions());
    }

    @Override
    public float[] predict(float[] row) {
        float[] answer = new float[Rows.CLASSES];
        predict(FloatBuffer.wrap(row), 1).get(answer);
        return answer;
    }

    @Override
    public FloatBuffer predict(Tensor rows) {
        return predict(rows.buffer().asFloatBuffer(), rows.rows());
    }

    private FloatBuffer predict(FloatBuffer numbers, int rows) {
        try (OnnxTensor x = OnnxTensor.createTensor(environment, numbers, new long[] {rows, Rows.PIXELS});
                OrtSession.Result result = Objects.requireNonNull(session).run(Map.of("x", x))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        } catch (OrtException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
