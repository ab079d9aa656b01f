package keras4j.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows to learn from: the input {@code x} of shape {@code (rows, ...)}, what is to be learned, either numbers or
 * {@link Labels}, and perhaps a weight for each row.
 */
public final class Examples {
    private final Tensor x;
    private final Tensor y;
    private final @Nullable Labels labels;
    private final @Nullable Tensor weights;

    private Examples(Tensor x, Tensor y, @Nullable Labels labels, @Nullable Tensor weights) {
        this.x = x;
        this.y = y;
        this.labels = labels;
        this.weights = weights;
    }

    /**
     * Rows whose outcome is numbers.
     *
     * @param y shape {@code (rows)}, which is read as {@code (rows, 1)}, or {@code (rows, ...)}
     * @throws IllegalArgumentException if there is no row, the rows differ in number, or x has rows only
     */
    public static Examples of(Tensor x, Tensor y) {
        requireRows(x, y.rows());
        return new Examples(x, y.shape().length == 1 ? y.reshape(y.rows(), 1) : y, null, null);
    }

    /** Rows whose outcome is a class. */
    public static Examples of(Tensor x, Labels y) {
        requireRows(x, y.size());
        return new Examples(x, y.tensor(), y, null);
    }

    private static void requireRows(Tensor x, int outcomes) {
        if (x.shape().length < 2) {
            throw new IllegalArgumentException(
                    "Examples: x must have shape (rows, ...), got " + Shapes.text(x.shape()));
        }
        if (x.rows() == 0) {
            throw new IllegalArgumentException("Examples: x must have at least one row, got none");
        }
        if (outcomes != x.rows()) {
            throw new IllegalArgumentException("Examples: y must have " + x.rows() + " rows like x, got " + outcomes);
        }
    }

    /**
     * The same rows, weighted: a row with weight 2 counts as if it were there twice.
     *
     * @throws IllegalArgumentException if their number is not that of the rows, or one is negative or not finite
     */
    public Examples weights(float[] weights) {
        if (weights.length != rows()) {
            throw new IllegalArgumentException(
                    "Examples: weights must be " + rows() + " numbers, one a row, got " + weights.length);
        }
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "Examples: weights must be 0 or more and finite, got " + weights[row] + " at row " + row);
            }
        }
        return new Examples(x, y, labels, Tensor.of(weights, weights.length));
    }

    /** The same rows, with their labels counted in the levels that a fit saw. */
    Examples within(List<String> levels) {
        Labels known = Objects.requireNonNull(labels).within(levels);
        return new Examples(x, known.tensor(), known, weights);
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive), a view without a copy. */
    Examples slice(int from, int to) {
        return new Examples(
                x.slice(from, to),
                y.slice(from, to),
                labels == null ? null : labels.slice(from, to),
                weights == null ? null : weights.slice(from, to));
    }

    public int rows() {
        return x.rows();
    }

    /** The input: shape {@code (rows, ...)}. */
    public Tensor x() {
        return x;
    }

    /** What is to be learned: numbers of shape {@code (rows, ...)}, or the labels' codes as int32 of shape {@code (rows)}. */
    public Tensor y() {
        return y;
    }

    /** The classes, where the outcome is one. */
    public Optional<Labels> labels() {
        return Optional.ofNullable(labels);
    }

    /** One weight a row, float32 of shape {@code (rows)}, where there are any. */
    public Optional<Tensor> weights() {
        return Optional.ofNullable(weights);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Examples that
                && x.equals(that.x)
                && y.equals(that.y)
                && Objects.equals(labels, that.labels)
                && Objects.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Objects.hash(x, y, labels, weights);
    }

    @Override
    public String toString() {
        return "Examples x " + Shapes.text(x.shape()) + " " + x.dtype() + ", y "
                + (labels == null
                        ? Shapes.text(y.shape()) + " " + y.dtype()
                        : labels.levels().size() + " levels")
                + (weights == null ? "" : ", weighted");
    }
}
