package keras4j.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.resample.Draw;

/**
 * All candidates are tried on some folds; those that an analysis of variance shows to be worse than the best are not tried on
 * the next, and so on: M. Kuhn, <a href="https://arxiv.org/abs/1405.6974">Futility analysis in the cross-validation of machine
 * learning models</a>, 2014. Defaults are finetune's. finetune fits a mixed model with a random intercept for each fold; as all
 * candidates of a race have the same folds, that is here the two-way analysis with folds as blocks, see {@link Anova}. A
 * candidate that failed on a fold is out.
 *
 * @param candidates which candidates
 * @param burnIn on how many folds all are tried, at least 2
 * @param alpha the two-sided level at which a difference counts, between 0 and 1
 * @param ties after how many folds with two candidates left the better one wins, at least 1
 */
public record Race(Design candidates, int burnIn, double alpha, int ties) implements Search {
    public Race {
        if (burnIn < 2 || !(alpha > 0 && alpha < 1) || ties < 1) {
            throw new IllegalArgumentException(
                    "race: burn_in must be at least 2, alpha between 0 and 1 and ties at least 1," + " got " + burnIn
                            + ", " + alpha + " and " + ties);
        }
    }

    static Race of(Design candidates) {
        return new Race(candidates, 3, 0.05, 10);
    }

    /** The same with all candidates tried on so many folds. */
    public Race burnIn(int folds) {
        return new Race(candidates, folds, alpha, ties);
    }

    /** The same with another level. */
    public Race alpha(double level) {
        return new Race(candidates, burnIn, level, ties);
    }

    /** The same with two candidates left on so many folds at most. */
    public Race ties(int folds) {
        return new Race(candidates, burnIn, alpha, folds);
    }

    /** As many as of its candidates on all folds, if none is ever left out. */
    @Override
    public Optional<Extent> extent(Space space, int folds, long seed) {
        return candidates.extent(space, folds, seed).map(all -> Extent.atMost(all.trials()));
    }

    @Override
    public Asker begin(Space space, int folds, Criterion goal, long seed) {
        if (folds <= burnIn) {
            throw new IllegalArgumentException(
                    "race: folds must be more than the " + burnIn + " that all run on, got " + folds);
        }
        int[] order = new Draw(~seed).shuffled(IntStream.range(0, folds).toArray());
        return new Runners(candidates.points(space, seed).toList(), order, goal);
    }

    /** A race on its way. */
    private final class Runners implements Asker {
        private final int[] order;
        private final Criterion goal;
        private List<Point> field;
        private int done;
        private int pairs;
        private long asked;

        private Runners(List<Point> field, int[] order, Criterion goal) {
            this.field = field;
            this.order = order;
            this.goal = goal;
        }

        @Override
        public Iterator<Trial> ask(Results results) {
            if (done == order.length) {
                return Collections.emptyIterator();
            }
            int until = done == 0 ? burnIn : done + 1;
            if (done > 0) {
                field = left(results);
                until = field.size() <= 1 ? order.length : until;
            }
            List<Trial> trials = new ArrayList<>();
            for (Point point : field) {
                for (int at = done; at < until; at++) {
                    trials.add(new Trial(point, order[at]));
                }
            }
            done = until;
            asked += trials.size();
            return trials.iterator();
        }

        @Override
        public Optional<Extent> extent() {
            return Optional.of(Extent.atMost(asked + (long) field.size() * (order.length - done)));
        }

        private List<Point> left(Results results) {
            List<Point> kept = Anova.kept(field, results, goal, alpha);
            pairs = kept.size() == 2 ? pairs + 1 : 0;
            return pairs < ties
                    ? kept
                    : List.of(Ranked.best(kept, results, goal).findFirst().orElseThrow());
        }
    }

    @Override
    public String toString() {
        return "race of " + candidates + ", burn_in " + burnIn + ", alpha " + alpha + ", ties " + ties;
    }
}
