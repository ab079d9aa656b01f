package keras4j.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import keras4j.tune.SearchSession.TrialCount;

/**
 * Race of candidates: all are tried on some folds; candidates that an analysis of variance shows to be worse than the
 * best are dropped before the next fold. M. Kuhn, <a href="https://arxiv.org/abs/1405.6974">Futility analysis in the
 * cross-validation of machine learning models</a>, 2014. Defaults are finetune's. finetune fits a mixed model with a
 * random intercept for each fold. Here all candidates have the same folds, so a two-way analysis of variance with folds as
 * blocks is used. A candidate that fails on a fold is dropped.
 *
 * @param candidates the candidates
 * @param burnIn the number of folds on which all candidates are tried, at least 2
 * @param alpha the two-sided significance level, between 0 and 1
 * @param ties the number of folds with two candidates left after which the better one wins, at least 1
 */
public record Race(NonAdaptiveSearch candidates, int burnIn, double alpha, int ties) implements Search {
    private static final int MAX_FOLDS = 1_000_000;

    /**
     * Checks the numbers.
     *
     * @param candidates the candidates
     * @param burnIn the number of folds on which all candidates are tried, at least 2
     * @param alpha the two-sided significance level, between 0 and 1
     * @param ties the number of folds with two candidates left after which the better one wins, at least 1
     */
    public Race {
        Preconditions.notNull("Race", "candidates", candidates);
        if (burnIn < 2 || !(alpha > 0 && alpha < 1) || ties < 1) {
            throw new IllegalArgumentException(
                    "race: burn_in must be at least 2, alpha between 0 and 1 and ties at least 1," + " got " + burnIn
                            + ", " + alpha + " and " + ties);
        }
    }

    static Race of(NonAdaptiveSearch candidates) {
        return new Race(candidates, 3, 0.05, 10);
    }

    /**
     * {@return a copy with another number of folds on which all candidates are tried}
     *
     * @param folds the number, at least 2
     */
    public Race burnIn(int folds) {
        return new Race(candidates, folds, alpha, ties);
    }

    /**
     * {@return a copy with another significance level}
     *
     * @param level the level, between 0 and 1
     */
    public Race alpha(double level) {
        return new Race(candidates, burnIn, level, ties);
    }

    /**
     * {@return a copy with another number of folds after which two candidates are decided}
     *
     * @param folds the number, at least 1
     */
    public Race ties(int folds) {
        return new Race(candidates, burnIn, alpha, folds);
    }

    /** Returns an upper bound: all candidates on all folds. */
    @Override
    public Optional<TrialCount> extent(Space space, int folds, long seed) {
        Preconditions.notNull("Race", "space", space);
        return candidates.extent(space, folds, seed).map(all -> TrialCount.atMost(all.trials()));
    }

    @Override
    public SearchSession begin(Space space, int folds, Criterion goal, long seed) {
        if (folds <= burnIn) {
            throw new IllegalArgumentException(
                    "race: folds must be more than the " + burnIn + " that all run on, got " + folds);
        }
        Preconditions.between("race", "folds", 1, MAX_FOLDS, folds);
        int[] order = new RandomDraw(~seed).shuffled(IntStream.range(0, folds).toArray());
        return new Runners(candidates.points(space, seed).toList(), order, goal);
    }

    /** Running race. */
    private final class Runners implements SearchSession {
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
        public Optional<TrialCount> extent() {
            return Optional.of(TrialCount.atMost(asked + (long) field.size() * (order.length - done)));
        }

        private List<Point> left(Results results) {
            List<Point> kept = Anova.kept(field, results, goal, alpha);
            pairs = kept.size() == 2 ? pairs + 1 : 0;
            return pairs < ties
                    ? kept
                    : List.of(
                            CandidateOrder.best(kept, results, goal).findFirst().orElseThrow());
        }
    }

    @Override
    public String toString() {
        return "race of " + candidates + ", burn_in " + burnIn + ", alpha " + alpha + ", ties " + ties;
    }
}
