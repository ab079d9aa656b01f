package keras4j.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Input.PredictorColumn;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Input and output signature of a fit: the columns of each input, their order, shapes and types, and the target of each
 * output, with the levels of a class.
 *
 * <p>It converts a later frame to tensors in the same order, whatever the order of its columns. Data that does not
 * match is rejected before it reaches Python.
 *
 * @param inputs the inputs, in the order of the model
 * @param outcomes the prediction targets, in the order of the model's outputs
 */
public record Schema(List<Input> inputs, List<Outcome> outcomes) {
    /**
     * Checks and copies the lists.
     *
     * @param inputs the inputs, in the order of the model
     * @param outcomes the prediction targets, in the order of the model's outputs
     */
    public Schema {
        inputs = Preconditions.items("Schema", "inputs", inputs);
        outcomes = Preconditions.items("Schema", "outcomes", outcomes);
        if (inputs.isEmpty() || outcomes.isEmpty()) {
            throw new IllegalArgumentException(
                    "Schema: inputs and outcomes must not be empty, got " + inputs.size() + " and " + outcomes.size());
        }
    }

    /**
     * Returns the schema of a frame.
     *
     * @param frame the frame, with at least one row
     * @param inputs each input's columns, by its name
     * @param outcomes the target of each output
     * @return the schema
     * @throws IllegalArgumentException if there is no row, or a column is missing or of another kind
     */
    public static Schema of(DataFrame frame, Map<String, List<String>> inputs, List<Outcome> outcomes) {
        Preconditions.lists("Schema", "inputs", inputs);
        return of(
                frame,
                inputs,
                inputs.keySet().stream().map(input -> List.<Integer>of()).toList(),
                outcomes);
    }

    /**
     * Returns the schema of a frame in which axes of some array columns vary.
     *
     * @param frame the frame, with at least one row
     * @param inputs each input's columns, by its name
     * @param varying the shape of one row of each input with {@link Input#VARYING} lengths; empty for another
     * @param outcomes the target of each output
     * @return the schema
     * @throws IllegalArgumentException if there is no row, or a column is missing or of another kind
     */
    public static Schema of(
            DataFrame frame, Map<String, List<String>> inputs, List<List<Integer>> varying, List<Outcome> outcomes) {
        Preconditions.notNull("Schema", "frame", frame);
        Preconditions.lists("Schema", "inputs", inputs);
        Preconditions.items("Schema", "varying", varying);
        Preconditions.sameSize("Schema", "inputs", inputs.size(), "varying", varying.size());
        if (frame.height() == 0) {
            throw new IllegalArgumentException("Schema: frame must have at least one row, got none");
        }
        List<Input> read = new ArrayList<>();
        inputs.forEach((name, columns) -> {
            List<Integer> shape = varying.get(read.size());
            read.add(shape.isEmpty() ? Input.of(name, columns, frame) : Input.varying(name, columns, shape));
        });
        Schema schema = new Schema(read, outcomes);
        schema.numberColumns().map(name -> FrameColumn.of(frame, name)).forEach(FrameColumn::warnOfRounding);
        return schema;
    }

    /**
     * Returns a copy for rows in which axes of some inputs vary.
     *
     * @param shapes the shape of one row of each input, in which {@link Input#VARYING} is a length that varies; empty
     *     where none does
     * @return the schema of such rows
     * @throws IllegalArgumentException if an input has another shape
     */
    public Schema varying(List<List<Integer>> shapes) {
        Preconditions.items("Schema", "shapes", shapes);
        Preconditions.sameSize("Schema", "inputs", inputs.size(), "shapes", shapes.size());
        shapes.forEach(shape -> Preconditions.items("Schema", "shape", shape));
        List<Input> changed = new ArrayList<>();
        for (int at = 0; at < inputs.size(); at++) {
            List<Integer> shape = shapes.get(at);
            changed.add(shape.isEmpty() ? inputs.get(at) : inputs.get(at).at(shape));
        }
        boolean fixed = shapes.stream().allMatch(List::isEmpty);
        return new Schema(
                changed,
                fixed ? outcomes : outcomes.stream().map(Outcome::ofAnyLength).toList());
    }

    /**
     * Returns the schema of tensors; inputs and outcomes keep their names.
     *
     * @param examples the tensors
     * @return the schema
     */
    public static Schema of(Examples examples) {
        Preconditions.notNull("Schema", "examples", examples);
        List<Input> inputs = new ArrayList<>();
        examples.inputs().forEach((name, x) -> inputs.add(Input.of(name, x)));
        List<Outcome> outcomes = new ArrayList<>();
        examples.outcomes().forEach((name, y) -> outcomes.add(Outcome.of(name, y)));
        return new Schema(inputs, outcomes);
    }

    /**
     * Returns the inputs of a frame as tensors of shape {@code (rows, ...)}, in order. The outcomes' columns may be
     * missing. A {@link TensorSeries} is not copied.
     *
     * @param frame the frame
     * @return a tensor for each input
     * @throws IllegalArgumentException if a column is missing or of another kind, or has a missing or infinite value
     */
    public List<Tensor> x(DataFrame frame) {
        Preconditions.notNull("Schema", "frame", frame);
        return inputs.stream().map(input -> input.read(frame)).toList();
    }

    /**
     * Returns the rows of a frame in groups in which the axes that vary have the same lengths, so that {@link
     * #x(DataFrame)} can make tensors of each group.
     *
     * @param frame the frame
     * @return the numbers of the rows of each group, from 0; one group of all rows if no axis varies
     * @throws IllegalArgumentException if a column is missing, or a cell has another shape
     */
    public List<int[]> groups(DataFrame frame) {
        Preconditions.notNull("Schema", "frame", frame);
        List<List<List<Integer>>> shapes = inputs.stream()
                .filter(input -> TensorShapes.varies(input.shape()))
                .map(input -> input.rowShapes(frame))
                .toList();
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int row = 0; row < frame.height(); row++) {
            int at = row;
            groups.computeIfAbsent(shapes.stream().map(each -> each.get(at)).toList(), key -> new ArrayList<>())
                    .add(row);
        }
        return groups.values().stream()
                .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /**
     * Checks and orders tensors: each of shape {@code (rows, ...)} and type as in the fit, and finite.
     *
     * @param x by the names of the inputs; the name of a single input does not matter
     * @return a tensor for each input, in order
     * @throws IllegalArgumentException if a tensor does not match
     */
    public List<Tensor> x(Map<String, Tensor> x) {
        Preconditions.entries("Schema", "x", x);
        List<Tensor> ordered = List.copyOf(OrderedByName.arranged(
                        "inputs", x, inputs.stream().map(Input::name).toList())
                .values());
        for (int at = 0; at < ordered.size(); at++) {
            inputs.get(at).checked(ordered.get(at));
            requireRows(ordered.get(0).rows(), inputs.get(at), ordered.get(at).rows());
        }
        return ordered;
    }

    private void requireRows(int rows, Input input, int got) {
        if (got != rows) {
            throw input.must("have " + rows + " rows like " + inputs.get(0).name(), got);
        }
    }

    /**
     * Returns inputs and outcomes of a frame; every column must be present, and every label must be a level of the fit.
     *
     * @param frame the frame
     * @return the examples, without weights
     */
    public Examples examples(DataFrame frame) {
        Preconditions.notNull("Schema", "frame", frame);
        return examples(frame, null);
    }

    /**
     * Returns inputs and outcomes of a frame, with row weights.
     *
     * @param frame the frame
     * @param weights the column of row weights; null for none
     * @return the examples
     * @throws IllegalArgumentException if a column is missing or of another kind, or a weight is negative or missing
     */
    public Examples examples(DataFrame frame, @Nullable String weights) {
        Preconditions.notNull("Schema", "frame", frame);
        List<Target> y = outcomes.stream().map(outcome -> outcome.read(frame)).toList();
        Examples examples = Examples.of(named(x(frame)), targets(y));
        return weights == null
                ? examples
                : examples.weights(FrameColumns.matrix(frame, List.of(weights)).toFloats());
    }

    /**
     * Checks examples as {@link #x(Map)} does and recodes labels to the levels of the fit.
     *
     * @param examples the examples
     * @return the checked examples, in the order of the model
     */
    public Examples examples(Examples examples) {
        Preconditions.notNull("Schema", "examples", examples);
        List<Target> given = List.copyOf(OrderedByName.arranged(
                        "outcomes",
                        examples.outcomes(),
                        outcomes.stream().map(Outcome::name).toList())
                .values());
        List<Target> y = IntStream.range(0, given.size())
                .mapToObj(at -> outcomes.get(at).checked(given.get(at)))
                .toList();
        return examples.as(named(x(examples.inputs())), targets(y));
    }

    /** Returns the columns of plain numbers. */
    private Stream<String> numberColumns() {
        return Stream.concat(
                inputs.stream()
                        .flatMap(input -> input.predictors().stream())
                        .filter(predictor -> predictor.shape().isEmpty())
                        .map(PredictorColumn::name),
                outcomes.stream()
                        .filter(outcome -> !outcome.classifies()
                                && outcome.width() == outcome.columns().size())
                        .flatMap(outcome -> outcome.columns().stream()));
    }

    private Map<String, Tensor> named(List<Tensor> tensors) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int at = 0; at < tensors.size(); at++) {
            named.put(inputs.get(at).name(), tensors.get(at));
        }
        return named;
    }

    private Map<String, Target> targets(List<Target> targets) {
        Map<String, Target> named = new LinkedHashMap<>();
        for (int at = 0; at < targets.size(); at++) {
            named.put(outcomes.get(at).name(), Objects.requireNonNull(targets.get(at)));
        }
        return named;
    }

    @Override
    public String toString() {
        return "Schema " + outcomes.stream().map(Outcome::name).collect(Collectors.joining(", ")) + " ~ "
                + inputs.stream()
                        .map(each -> TensorShapes.text(each.shape()) + " from " + Quoted.of(each.columns()))
                        .collect(Collectors.joining(", "));
    }
}
