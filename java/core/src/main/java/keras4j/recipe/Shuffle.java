package keras4j.recipe;

import java.util.Map;
import java.util.Random;
import org.dflib.DataFrame;

/** Random permutation of the training rows. */
record Shuffle(long seed) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(seed);
    }

    static int[] order(int rows, Random random) {
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            int other = random.nextInt(row + 1);
            order[row] = order[other];
            order[other] = row;
        }
        return order;
    }

    record Fitted(long seed) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.rows(order(rows.height(), new Random(seed)));
        }

        @Override
        public boolean trainingOnly() {
            return true;
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of("terms", "value", Map.of("seed", seed));
        }
    }
}
