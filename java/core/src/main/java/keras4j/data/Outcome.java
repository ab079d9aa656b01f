package keras4j.data;

import java.util.List;
import keras4j.text.Quoted;
import org.dflib.DataFrame;

/**
 * What one output of a model predicts: a class, a number, an array of numbers, or several columns of numbers that one
 * output gives together.
 *
 * @param columns its columns: one, or several columns of plain numbers
 * @param levels the levels of a class, in the order of their codes; empty for numbers
 * @param shape the shape of one row's numbers, {@code (1)} for a plain number; empty for a class
 */
public record Outcome(List<String> columns, List<String> levels, List<Integer> shape) {
    public Outcome {
        columns = List.copyOf(columns);
        levels = List.copyOf(levels);
        shape = Shapes.checked(shape);
        if (columns.isEmpty() || (columns.size() > 1 && !shape.equals(List.of(columns.size())))) {
            throw new IllegalArgumentException("Schema: outcome must be one column, or plain numbers, got "
                    + Quoted.of(columns) + " of shape " + Shapes.text(shape));
        }
        if (levels.size() == 1) {
            throw new IllegalArgumentException(
                    "Schema: outcome '" + columns.get(0) + "' must have at least two levels, got " + Quoted.of(levels));
        }
    }

    /** A class: text, whole numbers, booleans or enum constants, whose levels are sorted. */
    public static Outcome classes(DataFrame frame, String column) {
        return new Outcome(List.of(column), Column.of(frame, column).levels(), List.of());
    }

    /** A number, or one array a row; or several numbers. */
    public static Outcome numbers(DataFrame frame, List<String> columns) {
        int[] cell = Column.of(frame, columns.get(0)).cellShape();
        return new Outcome(
                columns,
                List.of(),
                columns.size() > 1 || cell.length == 0 ? List.of(columns.size()) : Shapes.list(cell));
    }

    static Outcome of(String name, Target y) {
        return y instanceof Labels labels
                ? new Outcome(List.of(name), labels.levels(), List.of())
                : new Outcome(List.of(name), List.of(), Shapes.list(((Tensor) y).rowShape()));
    }

    /** Its column, or its columns joined by {@code +}. */
    public String name() {
        return String.join(" + ", columns);
    }

    /** Whether it is a class. */
    public boolean classifies() {
        return !levels.isEmpty();
    }

    /** Numbers in one row, or the number of levels. */
    public int width() {
        return classifies() ? levels.size() : Shapes.size(shape);
    }

    /**
     * What it is in the rows of a frame: labels in its levels, or numbers.
     *
     * @throws IllegalArgumentException if a column is missing, holds something else, or a level that is not one of these
     */
    public Target read(DataFrame frame) {
        if (columns.size() > 1) {
            return Frames.matrix(frame, columns);
        }
        Column y = Column.of(frame, columns.get(0));
        if (classifies()) {
            return y.labels(levels);
        }
        boolean array = y.cellShape().length > 0 || width() > 1;
        return array ? Frames.arrays(y, shape, DType.FLOAT32) : Frames.matrix(frame, columns);
    }

    /**
     * The same labels, counted in its levels, or the same numbers.
     *
     * @throws IllegalArgumentException if they are something else, or of another shape
     */
    public Target checked(Target y) {
        if (y instanceof Labels labels && classifies()) {
            return labels.within(levels);
        }
        if (!(y instanceof Tensor numbers) || classifies()) {
            throw new IllegalArgumentException(
                    "Schema: " + name() + " must be " + (classifies() ? "labels, got numbers" : "numbers, got labels"));
        }
        Tensor rows = numbers.shape().length == 1 ? numbers.reshape(numbers.rows(), 1) : numbers;
        if (!Shapes.list(rows.rowShape()).equals(shape)) {
            throw new IllegalArgumentException("Schema: " + name() + " must have shape " + Shapes.rows(shape)
                    + " as in fit, got " + Shapes.text(numbers.shape()));
        }
        Numbers.requireFinite(rows, "Schema: " + name());
        return rows;
    }
}
