package keras4j.benchmarks;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Objects;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.scoring.Scorer;
import org.jspecify.annotations.Nullable;

/** Contender that serves an archive with a scorer. */
abstract class ScorerContender implements Contender {
    private final Scorer scorer;
    private @Nullable Fitted fitted;

    ScorerContender(Scorer scorer) {
        this.scorer = scorer;
    }

    /** Returns the archive that is served. */
    abstract Path archive(ContenderFiles files);

    @Override
    public final void load(ContenderFiles files) throws IOException {
        fitted = Fitted.load(archive(files));
    }

    @Override
    public final float[] predict(float[] row) {
        return scorer.predict(Objects.requireNonNull(fitted), row);
    }

    @Override
    public final FloatBuffer predict(Tensor rows) {
        return scorer.predict(Objects.requireNonNull(fitted), rows)
                .tensor()
                .buffer()
                .asFloatBuffer();
    }
}
