package keras4j.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import keras4j.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * What went into a fit and came out: the columns of each input, their order, shapes and types, and what each output
 * predicts, with the levels of a class.
 *
 * <p>With it a later frame becomes the same numbers in the same order, whatever the order of its columns, and anything
 * that does not fit is refused before it reaches Python.
 *
 * @param inputs the inputs, in the order of the model
 * @param outcomes what is predicted, in the order of the model's outputs
 */
public record Schema(List<Input> inputs, List<Outcome> outcomes) {
    public Schema {
        inputs = List.copyOf(inputs);
        outcomes = List.copyOf(outcomes);
        if (inputs.isEmpty() || outcomes.isEmpty()) {
            throw new IllegalArgumentException("Schema: inputs and outcomes must be at least one each, got "
                    + inputs.size() + " and " + outcomes.size());
        }
    }

    /**
     * The schema of a frame.
     *
     * @param inputs each input's columns, by its name
     * @param outcomes what each output predicts
     * @throws IllegalArgumentException if there is no row, a column is missing or holds something else
     */
    public static Schema of(DataFrame frame, Map<String, List<String>> inputs, List<Outcome> outcomes) {
        if (frame.height() == 0) {
            throw new IllegalArgumentException("Schema: frame must have at least one row, got none");
        }
        List<Input> read = new ArrayList<>();
        inputs.forEach((name, columns) -> read.add(Input.of(name, columns, frame)));
        return new Schema(read, outcomes);
    }

    /** The schema of tensors, whose inputs and outcomes have the names that they have in {@code examples}. */
    public static Schema of(Examples examples) {
        List<Input> inputs = new ArrayList<>();
        examples.inputs().forEach((name, x) -> inputs.add(Input.of(name, x)));
        List<Outcome> outcomes = new ArrayList<>();
        examples.outcomes().forEach((name, y) -> outcomes.add(Outcome.of(name, y)));
        return new Schema(inputs, outcomes);
    }

    /**
     * The inputs of a frame as tensors of shape {@code (rows, ...)}, in order. The outcomes' columns may be missing. A
     * {@link TensorSeries} is not copied.
     *
     * @throws IllegalArgumentException if a column is missing, holds something else, or has a missing or infinite value
     */
    public List<Tensor> x(DataFrame frame) {
        return inputs.stream().map(input -> input.read(frame)).toList();
    }

    /**
     * The same tensors in order, checked: each of shape {@code (rows, ...)} as in fit, of the type that fit saw, finite.
     *
     * @param x by the names of the inputs; where there is one input, its name does not matter
     * @throws IllegalArgumentException if it is not so
     */
    public List<Tensor> x(Map<String, Tensor> x) {
        List<Tensor> ordered = List.copyOf(
                Named.arranged("inputs", x, inputs.stream().map(Input::name).toList())
                        .values());
        for (int at = 0; at < ordered.size(); at++) {
            inputs.get(at).checked(ordered.get(at));
            if (ordered.get(at).rows() != ordered.get(0).rows()) {
                throw new IllegalArgumentException("Schema: " + inputs.get(at).name() + " must have "
                        + ordered.get(0).rows() + " rows like " + inputs.get(0).name() + ", got "
                        + ordered.get(at).rows());
            }
        }
        return ordered;
    }

    /** Inputs and outcomes of a frame; every column must be there, and every class must be one that fit saw. */
    public Examples examples(DataFrame frame) {
        return examples(frame, null);
    }

    /**
     * Inputs and outcomes of a frame, and weights of its rows.
     *
     * @param weights the column that says how much each row counts; null for none
     * @throws IllegalArgumentException if a column is missing or holds something else, or a weight is negative or missing
     */
    public Examples examples(DataFrame frame, @Nullable String weights) {
        List<Target> y = outcomes.stream().map(outcome -> outcome.read(frame)).toList();
        Examples examples = Examples.of(named(x(frame)), targets(y));
        return weights == null
                ? examples
                : examples.weights(Frames.matrix(frame, List.of(weights)).toFloats());
    }

    /** The same examples, checked as {@link #x(Map)} does, with labels counted in the levels that fit saw. */
    public Examples examples(Examples examples) {
        List<Target> given = List.copyOf(Named.arranged(
                        "outcomes",
                        examples.outcomes(),
                        outcomes.stream().map(Outcome::name).toList())
                .values());
        List<Target> y = new ArrayList<>();
        for (int at = 0; at < given.size(); at++) {
            y.add(outcomes.get(at).checked(given.get(at)));
        }
        return examples.as(named(x(examples.inputs())), targets(y));
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
                        .map(each -> Shapes.text(each.shape()) + " from " + Quoted.of(each.columns()))
                        .collect(Collectors.joining(", "));
    }
}
