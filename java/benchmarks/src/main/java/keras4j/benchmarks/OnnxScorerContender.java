package keras4j.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import keras4j.onnx.OnnxScorer;

/** keras4j without Python. */
public final class OnnxScorerContender extends ScorerContender {
    private final OnnxScorer scorer;

    private OnnxScorerContender(OnnxScorer scorer) {
        super(scorer);
        this.scorer = scorer;
    }

    /** Takes the arguments of {@link ContenderSide}. */
    public static void main(String[] args) throws Exception {
        ContenderSide.run(new OnnxScorerContender(OnnxScorer.open()), Arrays.asList(args));
    }

    @Override
    Path archive(ContenderFiles files) {
        return files.archiveWithOnnx();
    }

    @Override
    public void close() {
        scorer.close();
    }
}
