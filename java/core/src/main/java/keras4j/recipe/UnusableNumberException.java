package keras4j.recipe;

import java.util.Optional;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Quoted;

/** Refusal of a column with a number that is not finite, which a step can't learn from. */
final class UnusableNumberException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final double value;
    private final int row;

    private UnusableNumberException(String column, double value, int row) {
        super("Recipe: column '" + Quoted.cut(column) + "' must be finite, got " + value + " at row " + row);
        this.column = column;
        this.value = value;
        this.row = row;
    }

    /** Rejects infinite numbers; missing ones are accepted. */
    static void requireNotInfinite(String column, double[] numbers) {
        for (int row = 0; row < numbers.length; row++) {
            if (Double.isInfinite(numbers[row])) {
                throw new UnusableNumberException(column, numbers[row], row);
            }
        }
    }

    String column() {
        return column;
    }

    /** Returns the row in the table that the step learned from. */
    int row() {
        return row;
    }

    /** Returns the refusal with the step that can't learn, the given row, and the earlier step that made the number. */
    InvalidRowException in(String step, int given, Optional<ValueOrigin> origin) {
        return StepTable.must(column, "be finite for the step " + step, value)
                .at(given)
                .advice(origin.map(made -> ", which the step " + made.step() + " made")
                        .orElse(""));
    }
}
