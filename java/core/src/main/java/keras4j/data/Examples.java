package keras4j.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Training examples: one or more inputs of shape {@code (rows, ...)}, one or more outcomes, each numbers or
 * {@link Labels}, and optionally weights for each row.
 */
public final class Examples {
    private final Map<String, Tensor> inputs;
    private final Map<String, Target> outcomes;
    private final Map<String, Tensor> weights;

    private Examples(Map<String, Tensor> inputs, Map<String, Target> outcomes, Map<String, Tensor> weights) {
        this.inputs = Collections.unmodifiableMap(inputs);
        this.outcomes = Collections.unmodifiableMap(outcomes);
        this.weights = Collections.unmodifiableMap(weights);
    }

    /**
     * Returns examples with one input, called {@code x}, and one outcome, called {@code y}.
     *
     * @param x the input, of shape {@code (rows, ...)}
     * @param y labels, or numbers of shape {@code (rows)}, which is read as {@code (rows, 1)}, or {@code (rows, ...)}
     * @return the examples, without weights
     * @throws IllegalArgumentException if there is no row, the rows differ in number, or x has rows only
     */
    public static Examples of(Tensor x, Target y) {
        Objects.requireNonNull(x, "Examples: x must be a tensor, got null");
        Objects.requireNonNull(y, "Examples: y must be a tensor or labels, got null");
        return of(Map.of("x", x), Map.of("y", y));
    }

    /**
     * Returns examples with several inputs or outcomes, keyed by their names in the network.
     *
     * @param inputs the inputs by name, each of shape {@code (rows, ...)}
     * @param outcomes the outcomes by name: labels, or numbers of shape {@code (rows)} or {@code (rows, ...)}
     * @return the examples, without weights
     * @throws IllegalArgumentException if there is no row, the rows differ in number, or an input has rows only
     */
    public static Examples of(Map<String, Tensor> inputs, Map<String, ? extends Target> outcomes) {
        Preconditions.entries("Examples", "inputs", inputs);
        Preconditions.entries("Examples", "outcomes", outcomes);
        if (inputs.isEmpty() || outcomes.isEmpty()) {
            throw new IllegalArgumentException("Examples: inputs and outcomes must not be empty, got " + inputs.size()
                    + " and " + outcomes.size());
        }
        Map.Entry<String, Tensor> first = inputs.entrySet().iterator().next();
        inputs.forEach((name, x) -> requireRows(name, x, first));
        outcomes.forEach((name, y) -> requireRows(name, y.rows(), first));
        Map<String, Target> columns = new LinkedHashMap<>();
        outcomes.forEach((name, y) -> columns.put(name, column(name, y)));
        return new Examples(new LinkedHashMap<>(inputs), columns, Map.of());
    }

    private static Target column(String name, Target y) {
        if (y instanceof Tensor texts && texts.dtype() == DType.STRING) {
            throw must(name, "be numbers or labels", "texts").advice("; Labels.of(texts) makes labels");
        }
        return y instanceof Tensor numbers && numbers.shape().length == 1 ? numbers.reshape(numbers.rows(), 1) : y;
    }

    private static void requireRows(String name, Tensor x, Map.Entry<String, Tensor> first) {
        if (x.shape().length < 2) {
            throw must(name, "have shape (rows, ...)", Quoted.cut(TensorShapes.text(x.shape())));
        }
        if (x.rows() == 0) {
            throw must(name, "have at least one row", "none");
        }
        requireRows(name, x.rows(), first);
    }

    private static void requireRows(String name, int rows, Map.Entry<String, Tensor> first) {
        if (rows != first.getValue().rows()) {
            throw must(name, "have " + first.getValue().rows() + " rows like " + first.getKey(), rows);
        }
    }

    private static InvalidRowException must(String name, String accepted, Object got) {
        return new InvalidRowException("Examples: " + Quoted.cut(name), accepted, got).in(name);
    }

    /**
     * Returns a copy with row weights: a row with weight 2 counts as if it were there twice, for every outcome.
     *
     * @param weights one weight a row, 0 or more
     * @return the weighted examples
     * @throws IllegalArgumentException if the number of weights differs from that of the rows, or one is negative or
     *     not finite
     */
    public Examples weights(float[] weights) {
        Preconditions.notNull("Examples", "weights", weights);
        Tensor checked = weights("weights", weights);
        return new Examples(
                inputs, outcomes, outcomes.keySet().stream().collect(Collectors.toMap(name -> name, name -> checked)));
    }

    /**
     * Returns a copy with row weights for each outcome; an outcome that is not named has weights of 1.
     *
     * @param weights by outcome, one weight a row, 0 or more
     * @return the weighted examples
     * @throws IllegalArgumentException as for {@link #weights(float[])}, or if there is no such outcome
     */
    public Examples weights(Map<String, float[]> weights) {
        Preconditions.entries("Examples", "weights", weights);
        weights.keySet().forEach(this::requireOutcome);
        float[] ones = new float[rows()];
        Arrays.fill(ones, 1);
        Map<String, Tensor> all = new LinkedHashMap<>();
        outcomes.keySet()
                .forEach(name -> all.put(name, weights("weights of '" + name + "'", weights.getOrDefault(name, ones))));
        return new Examples(inputs, outcomes, all);
    }

    private void requireOutcome(String name) {
        if (!outcomes.containsKey(name)) {
            throw new IllegalArgumentException("Examples: weights must name outcomes among "
                    + Quoted.of(List.copyOf(outcomes.keySet())) + ", got '" + Quoted.cut(name) + "'"
                    + NearestName.quotedHint(name, outcomes.keySet()));
        }
    }

    private Tensor weights(String what, float[] weights) {
        if (weights.length != rows()) {
            throw must(what, "be " + rows() + " numbers, one a row", weights.length);
        }
        for (int row = 0; row < weights.length; row++) {
            requireWeight(what, weights[row], row);
        }
        return Tensor.of(weights, weights.length);
    }

    private static void requireWeight(String what, float weight, int row) {
        if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
            throw must(what, "be 0 or more and finite", weight).at(row);
        }
    }

    /**
     * Returns a copy with inputs and outcomes in the order of a network; a single input or outcome may have any name.
     *
     * @param inputs the names of the network's inputs, in order
     * @param outcomes the names of the network's outputs, in order
     * @return the reordered examples
     * @throws IllegalArgumentException if the names differ
     */
    public Examples inOrderOf(List<String> inputs, List<String> outcomes) {
        Preconditions.notNull("Examples", "inputs", inputs);
        Preconditions.notNull("Examples", "outcomes", outcomes);
        return as(
                this.inputs.size() == 1 && inputs.size() == 1
                        ? this.inputs
                        : OrderedByName.arranged("inputs", this.inputs, inputs),
                this.outcomes.size() == 1 && outcomes.size() == 1
                        ? this.outcomes
                        : OrderedByName.arranged("outcomes", this.outcomes, outcomes));
    }

    /** Returns examples with other, already checked, inputs and outcomes, and these weights. */
    Examples as(Map<String, Tensor> inputs, Map<String, Target> outcomes) {
        return new Examples(
                inputs,
                outcomes,
                weights.isEmpty()
                        ? weights
                        : OrderedByName.arranged("weights", weights, List.copyOf(outcomes.keySet())));
    }

    /** Returns rows {@code from} (inclusive) to {@code to} (exclusive) as a view without a copy. */
    Examples slice(int from, int to) {
        return new Examples(
                each(inputs, tensor -> tensor.slice(from, to)),
                each(outcomes, y -> y instanceof Labels labels ? labels.slice(from, to) : ((Tensor) y).slice(from, to)),
                each(weights, tensor -> tensor.slice(from, to)));
    }

    /**
     * Returns a copy of the chosen rows, in the order given; a row may be chosen several times.
     *
     * @param rows row numbers, from 0
     * @return the chosen rows
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Examples take(int... rows) {
        Preconditions.notNull("Examples", "rows", rows);
        return new Examples(
                each(inputs, tensor -> tensor.take(rows)),
                each(outcomes, target -> target.take(rows)),
                each(weights, tensor -> tensor.take(rows)));
    }

    private static <T> Map<String, T> each(Map<String, T> all, UnaryOperator<T> change) {
        Map<String, T> changed = new LinkedHashMap<>();
        all.forEach((name, each) -> changed.put(name, change.apply(each)));
        return changed;
    }

    /** {@return the number of rows} */
    public int rows() {
        return inputs.values().iterator().next().rows();
    }

    /** {@return the inputs by name, each of shape {@code (rows, ...)}} */
    public Map<String, Tensor> inputs() {
        return inputs;
    }

    /** {@return the outcomes by name: numbers of shape {@code (rows, ...)}, or labels} */
    public Map<String, Target> outcomes() {
        return outcomes;
    }

    /** {@return the weights of the rows for each outcome, float32 of shape {@code (rows)}; empty if there are none} */
    public Map<String, Tensor> weights() {
        return weights;
    }

    /**
     * Returns the only input.
     *
     * @return numbers of shape {@code (rows, ...)}
     * @throws IllegalStateException if there are several
     */
    public Tensor x() {
        return only("x() must be called on examples with one input", inputs);
    }

    /**
     * Returns the only outcome as numbers.
     *
     * @return numbers of shape {@code (rows, ...)}, or the labels' codes as int32 of shape {@code (rows)}
     * @throws IllegalStateException if there are several
     */
    public Tensor y() {
        return y(only("y() must be called on examples with one outcome", outcomes));
    }

    /**
     * Returns an outcome as numbers.
     *
     * @param target numbers or labels
     * @return the numbers themselves, or the labels' codes as int32 of shape {@code (rows)}
     */
    public static Tensor y(Target target) {
        Preconditions.notNull("Examples", "target", target);
        return target instanceof Labels labels ? labels.tensor() : (Tensor) target;
    }

    /**
     * Returns the labels of the only outcome.
     *
     * @return the labels; empty if the outcome is numeric
     * @throws IllegalStateException if there are several outcomes
     */
    public Optional<Labels> labels() {
        return only("labels() must be called on examples with one outcome", outcomes) instanceof Labels labels
                ? Optional.of(labels)
                : Optional.empty();
    }

    private static <T> T only(String rule, Map<String, T> all) {
        if (all.size() > 1) {
            throw new IllegalStateException("Examples: " + rule + ", got " + Quoted.of(List.copyOf(all.keySet())));
        }
        return all.values().iterator().next();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Examples that
                && inputs.equals(that.inputs)
                && outcomes.equals(that.outcomes)
                && weights.equals(that.weights);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inputs, outcomes, weights);
    }

    @Override
    public String toString() {
        Stream<String> x = inputs.entrySet().stream().map(each -> each.getKey() + " " + described(each.getValue()));
        Stream<String> y = outcomes.entrySet().stream().map(each -> each.getKey() + " " + described(each.getValue()));
        return Stream.concat(x, y)
                .collect(Collectors.joining(", ", "Examples ", weights.isEmpty() ? "" : ", weighted"));
    }

    private static String described(Target target) {
        return target instanceof Tensor numbers
                ? TensorShapes.text(numbers.shape()) + " " + numbers.dtype()
                : ((Labels) target).levels().size() + " levels";
    }
}
