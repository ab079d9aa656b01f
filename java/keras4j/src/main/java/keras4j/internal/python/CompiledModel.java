package keras4j.internal.python;

import java.util.List;

/** Compiled forward pass of one live model. */
public interface CompiledModel {
    /** Maximum number of rows that are merged with those of other callers. */
    int MERGED = 128;

    /**
     * Predicts a few rows; calls from many threads are merged into one batch.
     *
     * @throws StaleHandleException the model is no longer alive
     */
    void predict(RowSource rows, Deadline deadline);

    /**
     * Predicts many rows, without copying them.
     *
     * @param x the rows of each input, {@code (rows, ...)}
     * @param out receives the predictions of each output, {@code (rows, ...)}
     * @throws StaleHandleException the model is no longer alive
     */
    void predict(List<PythonArray> x, List<PythonArray> out, Deadline deadline);
}
