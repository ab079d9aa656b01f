package keras4j.data;

import java.math.BigDecimal;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One column of a frame, read as numbers or as classes; every error names the column, the value and the row. */
record FrameColumn(String name, Series<?> cells) {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");
    /** Number up to which float32 holds every whole number. */
    private static final double FLOAT32_WHOLE = 1 << 24;

    static FrameColumn of(DataFrame frame, String name) {
        if (!frame.getColumnsIndex().contains(name)) {
            List<String> known = Arrays.asList(frame.getColumnsIndex().toArray());
            throw must(name, "be in the frame", "columns " + Quoted.of(known))
                    .advice(NearestName.quotedHint(name, known));
        }
        return new FrameColumn(name, frame.getColumn(name));
    }

    int rows() {
        return cells.size();
    }

    InvalidRowException must(String accepted, Object got) {
        return must(name, accepted, got);
    }

    private static InvalidRowException must(String column, String accepted, Object got) {
        return new InvalidRowException("Schema: column '" + Quoted.cut(column) + "'", accepted, got).in(column);
    }

    private Object cell(int row) {
        Object cell = cells.get(row);
        if (cell == null) {
            throw missing("null", row);
        }
        return cell;
    }

    private InvalidRowException missing(String got, int row) {
        return must("have no missing values", got)
                .at(row)
                .advice("; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit leaves such rows"
                        + " out");
    }

    /** Returns the dimensions of a cell, empty for plain numbers. */
    int[] cellShape() {
        if (cells instanceof TensorSeries tensors) {
            return tensors.rowShape();
        }
        if (rows() > 0 && cell(0) instanceof String[] first) {
            return new int[] {first.length};
        }
        return rows() > 0 && cell(0) instanceof float[] first ? new int[] {first.length} : new int[0];
    }

    DType dtype() {
        if (cells instanceof TensorSeries tensors) {
            return tensors.dtype();
        }
        boolean text = rows() > 0 && (cell(0) instanceof CharSequence || cell(0) instanceof String[]);
        return text ? DType.STRING : DType.FLOAT32;
    }

    /** Returns the texts of a cell: a {@code String}, or {@code String[]}. */
    String[] texts(int row, int count) {
        Object cell = cell(row);
        String[] texts = cell instanceof String[] several
                ? several
                : cell instanceof CharSequence ? new String[] {cell.toString()} : new String[0];
        if (texts.length != count) {
            throw must("have cells of " + (count == 1 ? "one text" : count + " texts"), described(cell))
                    .at(row);
        }
        return texts;
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

    /** Returns a cell of an array column in which axes vary. */
    VaryingCell varying(int row, List<Integer> rowShape) {
        return VaryingCell.of(this, row, cell(row), rowShape);
    }

    /** Returns an array column in which axes vary as one tensor; the cells must have one shape. */
    Tensor varyingArrays(List<Integer> rowShape) {
        if (cells instanceof TensorSeries tensors && TensorShapes.fits(tensors.rowShape(), rowShape)) {
            return tensors.tensor();
        }
        List<VaryingCell> read = IntStream.range(0, rows())
                .mapToObj(row -> varying(row, rowShape))
                .toList();
        List<Integer> one = read.isEmpty()
                ? TensorShapes.at(rowShape, 1)
                : TensorShapes.list(read.get(0).shape());
        for (int row = 0; row < read.size(); row++) {
            int[] shape = read.get(row).shape();
            if (!TensorShapes.list(shape).equals(one)) {
                throw must(
                        "have cells of one shape, " + TensorShapes.text(one) + " as in row 0",
                        TensorShapes.text(shape) + " at row " + row);
            }
        }
        return read.isEmpty()
                ? Tensor.allocate(DType.FLOAT32, TensorShapes.withRows(0, one))
                : VaryingCell.stacked(read);
    }

    private Tensor copied(int[] shape, int width) {
        Tensor tensor = Tensor.allocate(DType.FLOAT32, shape);
        var floats = tensor.buffer().asFloatBuffer();
        for (int row = 0; row < rows(); row++) {
            if (!(cell(row) instanceof float[] values)) {
                throw must("hold float[] cells", described(cell(row))).at(row);
            }
            if (values.length != width) {
                throw must("have cells of " + width + " values", values.length).at(row);
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
                throw must("be finite", value).at(row);
            }
            floats.put(row * width + at, (float) value);
        }
    }

    /** Warns of the first whole number that float32 rounds, such as an identifier beyond 2^24. */
    void warnOfRounding() {
        for (int row = 0; row < rows(); row++) {
            double value = cells.get(row) instanceof Number number ? number.doubleValue() : 0;
            if (Math.abs(value) > FLOAT32_WHOLE && value == Math.rint(value) && value != (float) value) {
                LOG.warn(
                        "Schema: column '{}' has whole numbers beyond 2^24, which float32 rounds, such as {} at row {} to {};"
                                + " factor(\"{}\") makes labels of identifiers, and normalize in a recipe small numbers",
                        name,
                        BigDecimal.valueOf(value).toPlainString(),
                        row,
                        new BigDecimal((float) value).toPlainString(),
                        name);
                return;
            }
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
        throw must("hold numbers, booleans or float[] cells", described(cell)).at(row);
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

    private int code(Map<String, Integer> codeOf, int row) {
        Integer code = codeOf.get(label(row));
        if (code == null) {
            throw must("be one of " + Quoted.of(codeOf.keySet()), "'" + Quoted.cut(label(row)) + "'")
                    .at(row);
        }
        return code;
    }

    /** Returns the column's classes as codes of known levels. */
    Labels labels(List<String> levels) {
        Map<String, Integer> codeOf = Labels.codeOf(levels);
        int[] codes = new int[rows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = code(codeOf, row);
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
        throw must("hold text, whole numbers, booleans or enum constants", described(cell))
                .at(row)
                .advice(cell instanceof Number ? "; factor(\"" + name + "\") in a recipe makes labels of numbers" : "");
    }

    private static String described(Object cell) {
        if (cell instanceof String text) {
            return "'" + Quoted.cut(text) + "'";
        }
        return cell.getClass().isArray() ? cell.getClass().getSimpleName() : Quoted.cut(cell);
    }
}
