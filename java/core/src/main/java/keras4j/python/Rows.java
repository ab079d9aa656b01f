package keras4j.python;

import java.nio.ByteBuffer;

/** A few rows to predict, which may travel in one batch with the rows of other callers. */
public interface Rows {
    /** How many rows, from 1 to {@link Predictor#MERGED}. */
    int count();

    /**
     * Puts the rows' elements of one input at the buffer's position, in native order.
     *
     * @param input its position among the model's inputs, from 0
     */
    void write(int input, ByteBuffer target);

    /**
     * Takes the predictions of the rows from the buffer's position.
     *
     * @param output its position among the model's outputs, from 0
     */
    void read(int output, ByteBuffer source);
}
