package keras4j.recipe;

import java.time.temporal.Temporal;
import java.util.Locale;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.text.Quoted;
import org.dflib.BooleanSeries;
import org.dflib.DoubleSeries;
import org.dflib.FloatSeries;
import org.dflib.IntSeries;
import org.dflib.LongSeries;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Kind of the cells of a column. */
public enum Kind {
    /** Numbers; NaN and null are missing. */
    NUMBER,
    /** True or false, which count as 1 and 0. */
    BOOLEAN,
    /** Text or enum constants: one of several levels. */
    NOMINAL,
    /** Days or moments of {@code java.time}. */
    DATE,
    /** {@code float[]}, {@code int[]}, {@code float[][]} or tensor cells, such as images, windows or rows of unequal length. */
    ARRAY,
    /** Text of any content, for a network that takes texts. */
    TEXT;

    /** Returns the kind of a column's first cell that is not null; null if there is none. */
    static @Nullable Kind of(String column, Series<?> cells) {
        if (cells instanceof DoubleSeries
                || cells instanceof IntSeries
                || cells instanceof LongSeries
                || cells instanceof FloatSeries) {
            return NUMBER;
        }
        if (cells instanceof BooleanSeries || cells instanceof TensorSeries) {
            return cells instanceof BooleanSeries ? BOOLEAN : ARRAY;
        }
        for (int row = 0; row < cells.size(); row++) {
            Object cell = cells.get(row);
            if (cell != null) {
                return of(column, cell, row);
            }
        }
        return null;
    }

    private static Kind of(String column, Object cell, int row) {
        if (cell instanceof Number) {
            return NUMBER;
        }
        if (cell instanceof CharSequence || cell instanceof Enum<?> || cell instanceof Character) {
            return NOMINAL;
        }
        if (cell instanceof Boolean || cell instanceof Temporal) {
            return cell instanceof Boolean ? BOOLEAN : DATE;
        }
        if (cell instanceof float[] || cell instanceof int[] || cell instanceof float[][] || cell instanceof Tensor) {
            return ARRAY;
        }
        throw StepTable.must(
                        column,
                        "hold numbers, booleans, text, enum constants, dates or arrays of numbers",
                        Quoted.cut(cell.getClass().getName()))
                .at(row);
    }

    /** {@return the name in lower case: {@code number}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
