package keras4j.tune;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.tune.SearchSession.TrialCount;

/**
 * Simulated annealing: steps to neighbours, with a return to the best after some steps without a new best. A worse
 * candidate is undone at random, more likely the later it comes. Numbers and rules are those of finetune's {@code
 * tune_sim_anneal}: a worse candidate is kept with probability exp(coolingCoef × iteration × loss in percent). The
 * trials of one step run in parallel.
 *
 * @param initial the first points, the best of which is the start
 * @param iterations the maximum number of steps, at least 1
 * @param restart the number of steps without a new best after which it returns to the best, at least 1
 * @param noImprove the number of steps without a new best after which it ends, at least 1
 * @param coolingCoef the speed at which worse candidates become unacceptable, above 0
 * @see <a href="https://finetune.tidymodels.org/reference/tune_sim_anneal.html">tune_sim_anneal</a>
 */
public record Annealing(NonAdaptiveSearch initial, int iterations, int restart, int noImprove, double coolingCoef)
        implements Search {
    /**
     * Checks the numbers.
     *
     * @param initial the first points, the best of which is the start
     * @param iterations the maximum number of steps, at least 1
     * @param restart the number of steps without a new best after which it returns to the best, at least 1
     * @param noImprove the number of steps without a new best after which it ends, at least 1
     * @param coolingCoef the speed at which worse candidates become unacceptable, above 0
     */
    public Annealing {
        Preconditions.notNull("Annealing", "initial", initial);
        if (Math.min(iterations, Math.min(restart, noImprove)) < 1 || !(coolingCoef > 0)) {
            throw new IllegalArgumentException("annealing: iterations, restart and no_improve must be at least 1 and"
                    + " cooling_coef above 0, got " + Quoted.cut(List.of(iterations, restart, noImprove, coolingCoef)));
        }
    }

    static Annealing of(int iterations) {
        return new Annealing(new RandomPoints(1), iterations, 8, Integer.MAX_VALUE, 0.02);
    }

    /**
     * {@return a copy that starts from the best of some points}
     *
     * @param points the points
     */
    public Annealing initial(NonAdaptiveSearch points) {
        return new Annealing(points, iterations, restart, noImprove, coolingCoef);
    }

    /**
     * {@return a copy that ends after some steps without a new best}
     *
     * @param steps the number of steps, at least 1
     */
    public Annealing noImprove(int steps) {
        return new Annealing(initial, iterations, restart, steps, coolingCoef);
    }

    /**
     * {@return a copy that returns to the best after some steps without a new best}
     *
     * @param steps the number of steps, at least 1
     */
    public Annealing restart(int steps) {
        return new Annealing(initial, iterations, steps, noImprove, coolingCoef);
    }

    @Override
    public Optional<TrialCount> extent(Space space, int folds, long seed) {
        Preconditions.notNull("Annealing", "space", space);
        return initial.extent(space, folds, seed)
                .map(first -> TrialCount.atMost(first.trials() + (long) iterations * folds));
    }

    @Override
    public SearchSession begin(Space space, int folds, Criterion goal, long seed) {
        Preconditions.notNull("Annealing", "goal", goal);
        Preconditions.notNull("Annealing", "space", space);
        return new Walk(
                space,
                folds,
                goal,
                new RandomDraw(~seed),
                initial.points(space, seed).toList());
    }

    /** Running search. */
    private final class Walk implements SearchSession {
        private final PointNeighbours neighbours;
        private final int folds;
        private final Criterion goal;
        private final RandomDraw draw;
        private final List<Point> first;
        private Point current;
        private Point best;
        private Point asked;
        private int step;
        private int sinceBest;
        private int sinceStart;

        private Walk(Space space, int folds, Criterion goal, RandomDraw draw, List<Point> first) {
            this.neighbours = new PointNeighbours(space, draw);
            this.folds = folds;
            this.goal = goal;
            this.draw = draw;
            this.first = first;
            this.current = first.get(0);
            this.best = current;
            this.asked = current;
        }

        @Override
        public Iterator<Trial> ask(Results results) {
            if (step == 0) {
                step = 1;
                return NonAdaptiveSearch.trials(first.stream(), folds);
            }
            if (step == 1) {
                best = CandidateOrder.best(first, results, goal).findFirst().orElse(best);
                current = best;
            } else {
                decide(results);
            }
            if (step > iterations || sinceBest >= noImprove) {
                return Collections.emptyIterator();
            }
            return step(results);
        }

        private Iterator<Trial> step(Results results) {
            step++;
            return neighbours
                    .of(current, results)
                    .map(point -> {
                        asked = point;
                        return NonAdaptiveSearch.trials(Stream.of(point), folds);
                    })
                    .orElse(Collections.emptyIterator());
        }

        private void decide(Results results) {
            ScoreSummary reached = results.summary(asked, goal);
            ScoreSummary before = results.summary(current, goal);
            sinceBest++;
            sinceStart++;
            if (CandidateOrder.better(goal, reached, results.summary(best, goal))) {
                best = asked;
                sinceBest = 0;
                sinceStart = 0;
            }
            if (CandidateOrder.better(goal, reached, before) || draw.share() < acceptance(before, reached)) {
                current = asked;
            }
            if (sinceStart >= restart) {
                current = best;
                sinceStart = 0;
            }
        }

        private double acceptance(ScoreSummary before, ScoreSummary reached) {
            if (reached.n() < before.n() || reached.n() == 0) {
                return 0;
            }
            double loss = 100 * Math.abs((reached.mean() - before.mean()) / before.mean());
            return Math.exp(-loss * coolingCoef * (step - 1));
        }
    }

    @Override
    public String toString() {
        return "annealing from " + initial + ", " + iterations + " iterations, restart " + restart
                + (noImprove == Integer.MAX_VALUE ? "" : ", no_improve " + noImprove) + ", cooling_coef " + coolingCoef;
    }
}
