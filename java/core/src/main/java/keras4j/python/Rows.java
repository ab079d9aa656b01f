package keras4j.python;

import java.nio.ByteBuffer;

/** A few rows to predict, which may travel in one batch with the rows of other callers. */
public interface Rows {
    /** How many rows, from 1 to {@link Predictor#MERGED}. */
    int count();

    /** Puts the rows' elements at the buffer's position, in native order. */
    void write(ByteBuffer target);

    /** Takes the predictions of the rows from the buffer's position. */
    void read(ByteBuffer source);
}
