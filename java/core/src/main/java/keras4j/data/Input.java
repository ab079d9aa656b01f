package keras4j.data;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;

/**
 * One input of a model: a group of columns of numbers, or of texts, which become one matrix, or one array column.
 *
 * @param name the input's name in the model; {@code x} for a single tensor
 * @param predictors its columns, in the order of the fit
 */
public record Input(String name, List<PredictorColumn> predictors) {
    /** Length in a shape of an axis whose length varies from row to row. */
    public static final int VARYING = -1;

    /**
     * Checks and copies the columns.
     *
     * @param name the input's name in the model; {@code x} for a single tensor
     * @param predictors its columns, in the order of the fit
     */
    public Input {
        Preconditions.notNull("Input", "name", name);
        predictors = Preconditions.items("Input", "predictors", predictors);
        long arrays = predictors.stream().filter(p -> !p.shape().isEmpty()).count();
        if (predictors.isEmpty() || (arrays > 0 && predictors.size() > 1)) {
            throw new IllegalArgumentException("Schema: input '" + Quoted.cut(name)
                    + "' must take columns of numbers or exactly one array column, got "
                    + (predictors.isEmpty()
                            ? "none"
                            : Quoted.of(columns(predictors)) + " with " + arrays + " array column(s)"));
        }
        requireOneKind(name, predictors);
    }

    private static void requireOneKind(String name, List<PredictorColumn> predictors) {
        if (predictors.stream().map(PredictorColumn::dtype).distinct().count() > 1) {
            throw new IllegalArgumentException("Schema: input '" + Quoted.cut(name)
                    + "' must take columns of one type, got "
                    + Quoted.of(predictors.stream()
                            .map(each -> each.name() + " of " + each.dtype())
                            .toList()));
        }
    }

    static Input of(String name, List<String> columns, DataFrame frame) {
        return new Input(
                name,
                columns.stream()
                        .map(column -> PredictorColumn.of(FrameColumn.of(frame, column)))
                        .toList());
    }

    static Input of(String name, Tensor x) {
        return new Input(name, List.of(new PredictorColumn(name, TensorShapes.list(x.rowShape()), x.dtype())));
    }

    /** Returns an array column whose rows have a shape in which axes vary. */
    static Input varying(String name, List<String> columns, List<Integer> shape) {
        return new Input(
                name,
                columns.stream()
                        .map(column -> new PredictorColumn(column, shape, DType.FLOAT32))
                        .toList());
    }

    /** Returns a copy for rows of a shape in which axes vary, after a check that it can have it. */
    Input at(List<Integer> shape) {
        int[] row = shape().stream().mapToInt(Integer::intValue).toArray();
        if (!TensorShapes.fits(row, shape)) {
            throw must("have shape " + TensorShapes.rows(shape) + " as in the spec", TensorShapes.rows(shape()));
        }
        PredictorColumn column = predictors.get(0);
        return new Input(name, List.of(new PredictorColumn(column.name(), shape, column.dtype())));
    }

    /** {@return the names of its columns, in order} */
    public List<String> columns() {
        return columns(predictors);
    }

    private static List<String> columns(List<PredictorColumn> predictors) {
        return predictors.stream().map(PredictorColumn::name).toList();
    }

    /** {@return the shape of one row: the array column's, or the number of columns; {@link #VARYING} is a length that varies} */
    public List<Integer> shape() {
        return array() ? predictors.get(0).shape() : List.of(predictors.size());
    }

    /** {@return the type of the numbers, or {@code string}} */
    public DType dtype() {
        return predictors.get(0).dtype();
    }

    private boolean array() {
        return !predictors.get(0).shape().isEmpty();
    }

    Tensor read(DataFrame frame) {
        if (dtype() == DType.STRING) {
            return FrameColumns.texts(frame, columns(), TensorShapes.size(shape()) / predictors.size(), shape());
        }
        return array()
                ? FrameColumns.arrays(FrameColumn.of(frame, predictors.get(0).name()), shape(), dtype())
                : FrameColumns.matrix(frame, columns());
    }

    /** Returns the shape of each row of a frame, for an input with axes that vary. */
    List<List<Integer>> rowShapes(DataFrame frame) {
        FrameColumn column = FrameColumn.of(frame, predictors.get(0).name());
        return IntStream.range(0, frame.height())
                .mapToObj(row -> TensorShapes.list(column.varying(row, shape()).shape()))
                .toList();
    }

    Tensor checked(Tensor x) {
        if (!TensorShapes.fits(x.rowShape(), shape())) {
            throw must(
                    "have shape " + TensorShapes.rows(shape()) + " as in fit",
                    Quoted.cut(TensorShapes.text(x.shape())));
        }
        if (x.dtype() != dtype()) {
            throw must("be " + (dtype() == DType.STRING ? "texts" : dtype()) + " as in fit", x.dtype());
        }
        NumberColumns.requireFinite(x, "Schema: " + name, this::columnAt);
        return x;
    }

    /**
     * Returns the name of the column of a number.
     *
     * @param position the position of the number in a row of the input, from 0
     * @return the name of the column
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public String columnAt(int position) {
        return predictors
                .get(array() ? 0 : Preconditions.index("Input", "position", position, predictors.size()))
                .name();
    }

    InvalidRowException must(String accepted, Object got) {
        return new InvalidRowException("Schema: " + name, accepted, got).in(name);
    }

    /**
     * A predictor column of a model.
     *
     * @param name its name
     * @param shape the shape of one cell, empty for a plain number; {@link Input#VARYING} is a length that varies
     * @param dtype the type of its numbers, or {@code string}
     */
    public record PredictorColumn(String name, List<Integer> shape, DType dtype) {
        /**
         * Checks the shape.
         *
         * @param name its name
         * @param shape the shape of one cell, empty for a plain number
         * @param dtype the type of its numbers
         */
        public PredictorColumn {
            Preconditions.notNull("PredictorColumn", "name", name);
            Preconditions.items("PredictorColumn", "shape", shape);
            Preconditions.notNull("PredictorColumn", "dtype", dtype);
            shape = TensorShapes.checked(shape);
        }

        static PredictorColumn of(FrameColumn column) {
            return new PredictorColumn(column.name(), TensorShapes.list(column.cellShape()), column.dtype());
        }
    }
}
