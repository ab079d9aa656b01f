package keras4j;

import java.util.List;
import keras4j.data.Tensor;

/**
 * A few rows and what a model predicted for them, kept with the model so that another machine can see whether it still does.
 *
 * @param x the inputs as the recipe prepared them, in the order of the model, each of shape {@code (rows, ...)}
 * @param predicted what each output gave, in the order of the outcomes, each of shape {@code (rows, ...)}
 */
public record Samples(List<Tensor> x, List<Tensor> predicted) {
    public Samples {
        x = List.copyOf(x);
        predicted = List.copyOf(predicted);
        if (x.isEmpty() || x.get(0).rows() == 0) {
            throw new IllegalArgumentException("Samples: rows must be at least one, got none");
        }
    }

    /** How many rows there are. */
    public int rows() {
        return x.get(0).rows();
    }

    /** As in {@code Samples: 5 rows}. */
    @Override
    public String toString() {
        return "Samples: " + rows() + " rows";
    }
}
