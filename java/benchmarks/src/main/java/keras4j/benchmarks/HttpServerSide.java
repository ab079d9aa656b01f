package keras4j.benchmarks;

import java.nio.file.Path;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.onnx.OnnxScorer;
import keras4j.scoring.Scorer;
import org.dflib.DataFrame;

/** Process with a server of keras4j: replies with the time of a call without HTTP, and serves until it is ended. */
public final class HttpServerSide {
    private static final int WARM_UP = 20_000;
    private static final double SECONDS = 2;

    private HttpServerSide() {}

    /** Takes the engine, {@code onnx} or {@code jax}; the archive; and the port. */
    public static void main(String[] args) throws Exception {
        Scorer scorer = args[0].equals("onnx") ? OnnxScorer.open() : Keras.open(Backend.JAX);
        Fitted fitted = Fitted.load(Path.of(args[1]));
        DataFrame row = new HttpRows().labelled().head(1);
        for (int call = 0; call < WARM_UP; call++) {
            scorer.predict(fitted, row);
        }
        JavaSide.answer(Timing.spread(Timing.durations(SECONDS, () -> scorer.predict(fitted, row))));
        keras4j.serving.Serving.of(scorer).model("rows", fitted).start(Integer.parseInt(args[2]));
    }
}
