package keras4j.model;

import java.util.List;
import keras4j.data.Tensor;
import keras4j.internal.text.Preconditions;

/**
 * Sample rows with the predictions of a model, stored with the model for verification on another machine.
 *
 * @param x the inputs as the recipe prepared them, in the order of the model, each of shape {@code (rows, ...)}
 * @param predicted the outputs, in the order of the outcomes, each of shape {@code (rows, ...)}
 */
public record Samples(List<Tensor> x, List<Tensor> predicted) {
    /**
     * Creates samples and copies the lists.
     *
     * @param x the inputs as the recipe prepared them, in the order of the model, each of shape {@code (rows, ...)}
     * @param predicted the outputs, in the order of the outcomes, each of shape {@code (rows, ...)}
     * @throws IllegalArgumentException if there are no rows
     */
    public Samples {
        x = Preconditions.items("Samples", "x", x);
        predicted = Preconditions.items("Samples", "predicted", predicted);
        if (x.isEmpty() || x.get(0).rows() == 0) {
            throw new IllegalArgumentException("Samples: rows must be at least one, got none");
        }
    }

    /** {@return the number of rows} */
    public int rows() {
        return x.get(0).rows();
    }

    /** Returns one line, as in {@code Samples: 5 rows}. */
    @Override
    public String toString() {
        return "Samples: " + rows() + " rows";
    }
}
