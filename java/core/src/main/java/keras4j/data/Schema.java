package keras4j.data;

import java.util.List;
import java.util.Objects;
import org.dflib.DataFrame;

/**
 * What went in and came out of a fit: the columns, their order, shapes and types, and the levels of a class outcome.
 *
 * <p>With it a later frame becomes the same numbers in the same order, whatever the order of its columns, and anything
 * that does not fit is refused before it reaches Python.
 *
 * @param predictors the input, in the order in which fit saw it
 * @param outcome what is predicted
 */
public record Schema(List<Predictor> predictors, Outcome outcome) {
    /** The name that the input has when it came as a tensor. */
    private static final String X = "x";
    /** The name that the outcome has when it came as a tensor or as labels. */
    private static final String Y = "y";

    private static final int BLOCK = 1024;

    /** One input column: its name, the shape of one cell (empty for a plain number) and the type of its numbers. */
    public record Predictor(String name, List<Integer> shape, DType dtype) {
        public Predictor {
            Objects.requireNonNull(name);
            Objects.requireNonNull(dtype);
            shape = Shapes.checked(shape);
        }
    }

    /**
     * What is predicted: its name, the levels of a class outcome (empty for numbers), and the shape of one row's numbers
     * ({@code (1)} for a plain number, empty for a class).
     */
    public record Outcome(String name, List<String> levels, List<Integer> shape) {
        public Outcome {
            Objects.requireNonNull(name);
            levels = List.copyOf(levels);
            shape = Shapes.checked(shape);
            if (levels.size() == 1) {
                throw new IllegalArgumentException(
                        "Schema: outcome '" + name + "' must have at least two levels, got " + Numbers.quoted(levels));
            }
        }

        /** Numbers in one row of the outcome, or the number of levels. */
        public int width() {
            return levels.isEmpty() ? Shapes.size(shape) : levels.size();
        }
    }

    public Schema {
        predictors = List.copyOf(predictors);
        long arrays = predictors.stream().filter(p -> !p.shape().isEmpty()).count();
        if (predictors.isEmpty() || (arrays > 0 && predictors.size() > 1)) {
            throw new IllegalArgumentException(
                    "Schema: predictors must be columns of numbers or exactly one array column, got "
                            + (predictors.isEmpty()
                                    ? "none"
                                    : Numbers.quoted(names(predictors)) + " with " + arrays + " array column(s)"));
        }
    }

    /** The schema of a frame whose outcome is a number, or one array a row. */
    public static Schema regression(DataFrame frame, List<String> predictors, String outcome) {
        Column y = Column.of(frame, outcome);
        int[] cell = y.cellShape();
        return new Schema(
                read(frame, predictors),
                new Outcome(outcome, List.of(), cell.length == 0 ? List.of(1) : Shapes.list(cell)));
    }

    /** The schema of a frame whose outcome is a class: text, whole numbers, booleans or enum constants. */
    public static Schema classification(DataFrame frame, List<String> predictors, String outcome) {
        List<String> levels = Column.of(frame, outcome).levels();
        return new Schema(read(frame, predictors), new Outcome(outcome, levels, List.of()));
    }

    /** The schema of tensors: the input is called {@code x}, the outcome {@code y}. */
    public static Schema of(Examples examples) {
        Tensor x = examples.x();
        Outcome outcome = examples.labels()
                .map(labels -> new Outcome(Y, labels.levels(), List.of()))
                .orElseGet(
                        () -> new Outcome(Y, List.of(), Shapes.list(examples.y().rowShape())));
        return new Schema(List.of(new Predictor(X, Shapes.list(x.rowShape()), x.dtype())), outcome);
    }

    private static List<String> names(List<Predictor> predictors) {
        return predictors.stream().map(Predictor::name).toList();
    }

    private static List<Predictor> read(DataFrame frame, List<String> names) {
        if (frame.height() == 0) {
            throw new IllegalArgumentException("Schema: frame must have at least one row, got none");
        }
        return names.stream()
                .map(name -> Column.of(frame, name))
                .map(column -> new Predictor(column.name(), Shapes.list(column.cellShape()), column.dtype()))
                .toList();
    }

    /** Whether the outcome is a class. */
    public boolean classifies() {
        return !outcome.levels().isEmpty();
    }

    /** The shape of one row of input: the array column's, or the number of columns. */
    public int[] inputShape() {
        return array()
                ? predictors.get(0).shape().stream().mapToInt(Integer::intValue).toArray()
                : new int[] {predictors.size()};
    }

    private boolean array() {
        return !predictors.get(0).shape().isEmpty();
    }

    /**
     * The input of a frame as a tensor of shape {@code (rows, ...inputShape)}. The outcome's column may be missing. A
     * {@link TensorSeries} is not copied.
     *
     * @throws IllegalArgumentException if a column is missing, holds something else, or has a missing or infinite value
     */
    public Tensor x(DataFrame frame) {
        if (array()) {
            Predictor predictor = predictors.get(0);
            return arrays(Column.of(frame, predictor.name()), predictor.shape(), predictor.dtype());
        }
        return matrix(frame, names(predictors));
    }

    private static Tensor arrays(Column column, List<Integer> rowShape, DType dtype) {
        String what = "Schema: column '" + column.name() + "'";
        Tensor tensor = column.arrays(rowShape);
        Numbers.requireFinite(tensor, what);
        return Numbers.convert(tensor, dtype, what);
    }

    /** Some rows of all columns at a time: a whole column would go through the matrix in strides. */
    private static Tensor matrix(DataFrame frame, List<String> names) {
        List<Column> columns =
                names.stream().map(name -> Column.of(frame, name)).toList();
        Tensor matrix = Tensor.allocate(DType.FLOAT32, frame.height(), columns.size());
        for (int from = 0; from < frame.height(); from += BLOCK) {
            for (int at = 0; at < columns.size(); at++) {
                columns.get(at).numbers(matrix, at, from, Math.min(from + BLOCK, frame.height()));
            }
        }
        return matrix;
    }

    /**
     * The same tensor, checked: shape {@code (rows, ...inputShape)}, the type that fit saw, finite.
     *
     * @throws IllegalArgumentException if it is not so
     */
    public Tensor x(Tensor x) {
        DType dtype = predictors.get(0).dtype();
        List<Integer> rowShape = Shapes.list(inputShape());
        if (!Shapes.list(x.rowShape()).equals(rowShape)) {
            throw new IllegalArgumentException("Schema: x must have shape "
                    + Shapes.text(rowShape).replace("(", "(rows, ") + " as in fit, got " + Shapes.text(x.shape()));
        }
        if (x.dtype() != dtype) {
            throw new IllegalArgumentException("Schema: x must be " + dtype + " as in fit, got " + x.dtype());
        }
        Numbers.requireFinite(x, "Schema: x");
        return x;
    }

    /** Input and outcome of a frame; every column must be there, and every class must be one that fit saw. */
    public Examples examples(DataFrame frame) {
        Column y = Column.of(frame, outcome.name());
        if (classifies()) {
            return Examples.of(x(frame), y.labels(outcome.levels()));
        }
        if (y.cellShape().length > 0 || outcome.width() > 1) {
            return Examples.of(x(frame), arrays(y, outcome.shape(), DType.FLOAT32));
        }
        return Examples.of(x(frame), matrix(frame, List.of(outcome.name())));
    }

    /** The same examples, checked as {@link #x(Tensor)} does, with labels counted in the levels that fit saw. */
    public Examples examples(Examples examples) {
        x(examples.x());
        if (classifies() != examples.labels().isPresent()) {
            throw new IllegalArgumentException(
                    "Schema: y must be " + (classifies() ? "labels, got numbers" : "numbers, got labels"));
        }
        if (classifies()) {
            return examples.within(outcome.levels());
        }
        if (!Shapes.list(examples.y().rowShape()).equals(outcome.shape())) {
            throw new IllegalArgumentException("Schema: y must have shape "
                    + Shapes.text(outcome.shape()).replace("(", "(rows, ") + " as in fit, got "
                    + Shapes.text(examples.y().shape()));
        }
        Numbers.requireFinite(examples.y(), "Schema: y");
        return examples;
    }

    @Override
    public String toString() {
        return "Schema " + outcome.name() + " ~ " + Shapes.text(inputShape()) + " from "
                + Numbers.quoted(names(predictors));
    }
}
