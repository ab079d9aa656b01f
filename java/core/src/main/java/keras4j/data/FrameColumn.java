package keras4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.FloatSeries;
import org.dflib.IntSeries;
import org.dflib.Series;

/** One column of a frame, read as numbers or as classes; every error names the column, the value and the row. */
record FrameColumn(String name, Series<?> cells) {
    static FrameColumn of(DataFrame frame, String name) {
        List<String> known = Arrays.asList(frame.getColumnsIndex().toArray());
        if (!known.contains(name)) {
            throw new IllegalArgumentException("Schema: column '" + name + "' must be in the frame, got columns "
                    + Quoted.of(known) + NearestName.quotedHint(name, known));
        }
        return new FrameColumn(name, frame.getColumn(name));
    }

    int rows() {
        return cells.size();
    }

    IllegalArgumentException must(String accepted, String got) {
        return new IllegalArgumentException("Schema: column '" + name + "' must " + accepted + ", got " + got);
    }

    private Object cell(int row) {
        Object cell = cells.get(row);
        if (cell == null) {
            throw missing("null", row);
        }
        return cell;
    }

    private IllegalArgumentException missing(String got, int row) {
        return must(
                "have no missing values",
                got + " at row " + row + "; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit"
                        + " leaves such rows out");
    }

    /** Returns the dimensions of a cell, empty for plain numbers. */
    int[] cellShape() {
        if (cells instanceof TensorSeries tensors) {
            return tensors.rowShape();
        }
        return rows() > 0 && cell(0) instanceof float[] first ? new int[] {first.length} : new int[0];
    }

    DType dtype() {
        return cells instanceof TensorSeries tensors ? tensors.dtype() : DType.FLOAT32;
    }

    /** Returns an array column as one tensor of the given row shape, without a copy for a {@link TensorSeries}. */
    Tensor arrays(List<Integer> rowShape) {
        int[] shape = TensorShapes.withRows(rows(), rowShape);
        if (cells instanceof TensorSeries tensors) {
            Tensor tensor = tensors.tensor();
            if (!Arrays.equals(tensor.shape(), shape)) {
                throw must("have cells of shape " + TensorShapes.text(rowShape), TensorShapes.text(tensors.rowShape()));
            }
            return tensor;
        }
        return copied(shape, TensorShapes.size(rowShape));
    }

    private Tensor copied(int[] shape, int width) {
        Tensor tensor = Tensor.allocate(DType.FLOAT32, shape);
        var floats = tensor.buffer().asFloatBuffer();
        for (int row = 0; row < rows(); row++) {
            if (!(cell(row) instanceof float[] values)) {
                throw must("hold float[] cells", described(cell(row)) + " at row " + row);
            }
            if (values.length != width) {
                throw must("have cells of " + width + " values", values.length + " at row " + row);
            }
            floats.put(values);
        }
        return tensor;
    }

    /** Writes the numbers of some rows into column {@code at} of a float32 matrix. */
    void numbers(Tensor matrix, int at, int from, int to) {
        var floats = matrix.buffer().asFloatBuffer();
        var number = number();
        int width = matrix.rowSize();
        for (int row = from; row < to; row++) {
            double value = number.applyAsDouble(row);
            if (Double.isNaN(value)) {
                throw missing("NaN", row);
            }
            if (!Float.isFinite((float) value)) {
                throw must("be finite", value + " at row " + row);
            }
            floats.put(row * width + at, (float) value);
        }
    }

    /** Returns a function from row to number, without boxing for columns of a primitive type. */
    private IntToDoubleFunction number() {
        if (cells instanceof DoubleSeries doubles) {
            return doubles::getDouble;
        }
        if (cells instanceof FloatSeries floats) {
            return floats::getFloat;
        }
        if (cells instanceof IntSeries ints) {
            return ints::getInt;
        }
        return this::number;
    }

    private double number(int row) {
        Object cell = cell(row);
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        if (cell instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        throw must("hold numbers, booleans or float[] cells", described(cell) + " at row " + row);
    }

    /**
     * Returns the distinct classes, sorted: whole numbers by value, text by its characters, always false before true.
     */
    List<String> levels() {
        List<Object> cells = IntStream.range(0, rows()).mapToObj(this::cell).toList();
        if (cells.stream().allMatch(cell -> cell instanceof Boolean)) {
            return List.of("false", "true");
        }
        Stream<String> labels = IntStream.range(0, rows()).mapToObj(this::label).distinct();
        return cells.stream().allMatch(FrameColumn::isWhole)
                ? labels.map(Long::valueOf).sorted().map(String::valueOf).toList()
                : labels.sorted().toList();
    }

    private static boolean isWhole(Object cell) {
        return cell instanceof Integer || cell instanceof Long || cell instanceof Short || cell instanceof Byte;
    }

    /** Returns the column's classes as codes of known levels. */
    Labels labels(List<String> levels) {
        Map<String, Integer> codeOf = Labels.codeOf(levels);
        int[] codes = new int[rows()];
        for (int row = 0; row < codes.length; row++) {
            Integer code = codeOf.get(label(row));
            if (code == null) {
                throw must("be one of " + Quoted.of(levels), "'" + label(row) + "' at row " + row);
            }
            codes[row] = code;
        }
        return Labels.of(levels, codes);
    }

    private String label(int row) {
        Object cell = cell(row);
        if (cell instanceof Enum<?> constant) {
            return constant.name();
        }
        if (cell instanceof CharSequence || cell instanceof Boolean || isWhole(cell)) {
            return cell.toString();
        }
        throw must(
                "hold text, whole numbers, booleans or enum constants",
                described(cell) + " at row " + row
                        + (cell instanceof Number
                                ? "; factor(\"" + name + "\") in a recipe makes labels of numbers"
                                : ""));
    }

    private static String described(Object cell) {
        if (cell instanceof String text) {
            return "'" + text + "'";
        }
        return cell.getClass().isArray() ? cell.getClass().getSimpleName() : String.valueOf(cell);
    }
}
