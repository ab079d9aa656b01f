package keras4j.internal.python;

import java.nio.ByteBuffer;

/** Small batch of rows to predict, which may be merged with the rows of other callers. */
public interface RowSource {
    /** Returns the number of rows, from 1 to {@link CompiledModel#MERGED}. */
    int count();

    /**
     * Writes the elements of one input at the buffer's position, in native order.
     *
     * @param input its position among the model's inputs, from 0
     */
    void write(int input, ByteBuffer target);

    /**
     * Reads the predictions of the rows from the buffer's position.
     *
     * @param output its position among the model's outputs, from 0
     */
    void read(int output, ByteBuffer source);
}
