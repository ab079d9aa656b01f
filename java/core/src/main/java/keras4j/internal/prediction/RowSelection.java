package keras4j.internal.prediction;

import org.dflib.DataFrame;

/** Predicted rows of a frame of which a recipe may leave some out. */
public final class RowSelection {
    private final int[] numbers;
    private final int height;

    /**
     * Creates a selection.
     *
     * @param numbers the number of each predicted row, from 0
     * @param height the number of rows of the frame
     */
    public RowSelection(int[] numbers, int height) {
        this.numbers = numbers.clone();
        this.height = height;
    }

    /** Returns a copy of the row numbers. */
    public int[] numbers() {
        return numbers.clone();
    }

    /** Returns these rows of the frame; a frame with as many rows as were predicted has these already. */
    public DataFrame of(DataFrame frame) {
        return frame.height() == height && numbers.length < height
                ? frame.rows(numbers).select()
                : frame;
    }
}
