package keras4j.recipe;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.dflib.DataFrame;

/**
 * Random sample of the training rows, in their order and without replacement: a fraction, or a number of rows if above
 * 1.
 */
record Sample(double size, long seed) implements Step {
    Sample {
        if (!(size > 0 && (size <= 1 || size == Math.rint(size)))) {
            throw new IllegalArgumentException(
                    "sample: size must be a fraction up to 1 or a whole number, got " + size);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        long rows = size <= 1 ? Math.round(size * training.height()) : (long) size;
        return new Fitted((int) Math.min(rows, training.height()), seed);
    }

    record Fitted(int rows, long seed) implements FittedStep {
        @Override
        public StepTable apply(StepTable table) {
            int[] picked = Arrays.copyOf(Shuffle.order(table.height(), new Random(seed)), rows);
            Arrays.sort(picked);
            return table.rows(picked);
        }

        @Override
        public boolean trainingOnly() {
            return true;
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of("terms", "value", Map.of("rows", rows));
        }
    }
}
