package keras4j.recipe;

/** Steps that choose or order rows: done to training rows only. */
public sealed interface RowSteps permits Recipe {
    /** The recipe with one more step. */
    Recipe with(Step step);

    /** Whether a step leaves cells as they are. */
    static boolean choose(Step step) {
        return step instanceof TrainingOnly only
                ? choose(only.inner())
                : step instanceof NaOmit || step instanceof Filter || step instanceof Sample || step instanceof Shuffle;
    }

    /** Leaves out rows in which a column is missing. */
    default Recipe naOmit(Selector columns) {
        return with(new NaOmit(columns));
    }

    /** Keeps rows for which a condition holds, as in {@code filter("hp > 100 & gear == 4")}. */
    default Recipe filter(String condition) {
        return with(new Filter(Expression.of(condition)));
    }

    /** Keeps a random part of the rows, or that many of them if above 1, in their order. */
    default Recipe sample(double size, long seed) {
        return with(new Sample(size, seed));
    }

    /** Puts the rows in a random order. */
    default Recipe shuffle(long seed) {
        return with(new Shuffle(seed));
    }
}
