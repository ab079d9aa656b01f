package keras4j.python;

import java.util.List;

/** The compiled forward pass of one live model. */
public interface Predictor {
    /** The most rows that are merged with those of other callers. */
    int MERGED = 128;

    /**
     * Predicts a few rows; calls from many threads are merged into one batch.
     *
     * @throws GoneException the model is no longer alive
     */
    void predict(Rows rows, Deadline deadline);

    /**
     * Predicts many rows, without a copy of them.
     *
     * @param x the rows of each input, {@code (rows, ...)}
     * @param out takes the predictions of each output, {@code (rows, ...)}
     * @throws GoneException the model is no longer alive
     */
    void predict(List<Array> x, List<Array> out, Deadline deadline);
}
