package keras4j.data;

import java.util.ArrayList;
import java.util.List;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;

/**
 * The prediction target of one model output: a class, a number, an array of numbers, or several numeric columns of one
 * output.
 *
 * @param columns its columns: one, or several columns of plain numbers
 * @param levels the levels of a class, in the order of their codes; empty for numbers
 * @param shape the shape of one row's numbers, {@code (1)} for a plain number; empty for a class
 */
public record Outcome(List<String> columns, List<String> levels, List<Integer> shape) {
    /**
     * Checks and copies columns, levels and shape.
     *
     * @param columns its columns: one, or several columns of plain numbers
     * @param levels the levels of a class, in the order of their codes; empty for numbers
     * @param shape the shape of one row's numbers, {@code (1)} for a plain number; empty for a class
     */
    public Outcome {
        Preconditions.items("Outcome", "shape", shape);
        columns = Preconditions.items("Outcome", "columns", columns);
        levels = Preconditions.items("Outcome", "levels", levels);
        shape = TensorShapes.checked(shape);
        if (columns.isEmpty() || (columns.size() > 1 && !shape.equals(List.of(columns.size())))) {
            throw new IllegalArgumentException("Schema: outcome must be one column, or plain numbers, got "
                    + Quoted.of(columns) + " of shape " + TensorShapes.text(shape));
        }
        if (levels.size() == 1) {
            throw new IllegalArgumentException("Schema: outcome '" + Quoted.cut(columns.get(0))
                    + "' must have at least two levels, got " + Quoted.of(levels));
        }
    }

    /**
     * Returns a class outcome of text, whole numbers, booleans or enum constants; its levels are sorted.
     *
     * @param frame the frame
     * @param column the column of the class
     * @return the outcome
     */
    public static Outcome classes(DataFrame frame, String column) {
        Preconditions.notNull("Outcome", "frame", frame);
        Preconditions.notNull("Outcome", "column", column);
        return new Outcome(List.of(column), FrameColumn.of(frame, column).levels(), List.of());
    }

    /**
     * Returns a numeric outcome: a number or one array a row, or several numbers.
     *
     * @param frame the frame
     * @param columns one column of numbers or arrays, or several of numbers
     * @return the outcome
     */
    public static Outcome numbers(DataFrame frame, List<String> columns) {
        Preconditions.notNull("Outcome", "frame", frame);
        Preconditions.items("Outcome", "columns", columns);
        Preconditions.notEmpty("Outcome", "columns", columns.size());
        int[] cell = FrameColumn.of(frame, columns.get(0)).cellShape();
        return new Outcome(
                columns,
                List.of(),
                columns.size() > 1 || cell.length == 0 ? List.of(columns.size()) : TensorShapes.list(cell));
    }

    static Outcome of(String name, Target y) {
        return y instanceof Labels labels
                ? new Outcome(List.of(name), labels.levels(), List.of())
                : new Outcome(List.of(name), List.of(), TensorShapes.list(((Tensor) y).rowShape()));
    }

    /** {@return its column, or its columns joined by {@code +}} */
    public String name() {
        return String.join(" + ", columns);
    }

    /** {@return true if it is a class} */
    public boolean classifies() {
        return !levels.isEmpty();
    }

    /** {@return the count of numbers in one row, or the number of levels} */
    public int width() {
        return classifies() ? levels.size() : TensorShapes.size(shape);
    }

    /**
     * Reads this outcome from the rows of a frame.
     *
     * @param frame the frame
     * @return labels in its levels, or numbers
     * @throws IllegalArgumentException if a column is missing or of another kind, or a label is not one of its levels
     */
    public Target read(DataFrame frame) {
        Preconditions.notNull("Outcome", "frame", frame);
        if (columns.size() > 1) {
            return FrameColumns.matrix(frame, columns);
        }
        FrameColumn y = FrameColumn.of(frame, columns.get(0));
        if (classifies()) {
            return y.labels(levels);
        }
        boolean array = y.cellShape().length > 0 || TensorShapes.varies(shape) || width() > 1;
        return array ? FrameColumns.arrays(y, shape, DType.FLOAT32) : FrameColumns.matrix(frame, columns);
    }

    /**
     * Checks values against this outcome.
     *
     * @param y labels or numbers
     * @return the labels, recoded to its levels, or the numbers
     * @throws IllegalArgumentException if they are of another kind or shape
     */
    public Target checked(Target y) {
        if (y instanceof Labels labels && classifies()) {
            return labels.recodedTo(levels, name());
        }
        if (!(y instanceof Tensor numbers) || classifies()) {
            throw must(classifies() ? "be labels" : "be numbers", classifies() ? "numbers" : "labels");
        }
        Tensor rows = numbers.shape().length == 1 ? numbers.reshape(numbers.rows(), 1) : numbers;
        if (!TensorShapes.fits(rows.rowShape(), shape)) {
            throw must(
                    "have shape " + TensorShapes.rows(shape) + " as in fit",
                    Quoted.cut(TensorShapes.text(numbers.shape())));
        }
        NumberColumns.requireFinite(
                rows, "Schema: " + name(), position -> columns.get(columns.size() == 1 ? 0 : position));
        return rows;
    }

    /** Returns a copy in which the lengths of all axes but the last one vary; the model's output then decides. */
    Outcome ofAnyLength() {
        List<Integer> any = new ArrayList<>(shape);
        any.subList(0, Math.max(0, shape.size() - 1)).replaceAll(length -> Input.VARYING);
        return new Outcome(columns, levels, any);
    }

    private InvalidRowException must(String accepted, String got) {
        return new InvalidRowException("Schema: " + name(), accepted, got).in(name());
    }
}
