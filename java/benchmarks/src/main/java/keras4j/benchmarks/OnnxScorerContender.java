package keras4j.benchmarks;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;
import org.jspecify.annotations.Nullable;

/** keras4j without Python. */
public final class OnnxScorerContender implements Contender {
    private final OnnxScorer scorer = OnnxScorer.open();
    private @Nullable Fitted fitted;

    private OnnxScorerContender() {}

    /** Takes the arguments of {@link ContenderSide}. */
    public static void main(String[] args) throws Exception {
        ContenderSide.run(new OnnxScorerContender(), Arrays.asList(args));
    }

    @Override
    public void load(ContenderFiles files) throws IOException {
        fitted = Fitted.load(files.archiveWithOnnx());
    }

    @Override
    public float[] predict(float[] row) {
        return scorer.predict(Objects.requireNonNull(fitted), row);
    }

    @Override
    public FloatBuffer predict(Tensor rows) {
        return scorer.predict(Objects.requireNonNull(fitted), rows)
                .tensor()
                .buffer()
                .asFloatBuffer();
    }

    @Override
    public void close() {
        scorer.close();
    }
}
