package keras4j.recipe;

import java.util.Map;
import java.util.Random;
import org.dflib.DataFrame;

/** The training rows in a random order. */
record Shuffle(long seed) implements Step {
    @Override
    public Fitted learn(Table training) {
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
        public Table apply(Table rows) {
            return rows.rows(order(rows.height(), new Random(seed)));
        }

        @Override
        public boolean trainingOnly() {
            return true;
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", Map.of("seed", seed));
        }
    }
}
