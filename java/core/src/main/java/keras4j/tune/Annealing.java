package keras4j.tune;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.resample.Draw;

/**
 * Simulated annealing: a step to a neighbour, taken back at random where it is worse, ever more surely so; after some steps
 * without a new best, back to the best. Numbers and rules are those of finetune's {@code tune_sim_anneal}: a worse candidate is
 * kept with probability exp(coolingCoef × iteration × loss in percent). The trials of one step run side by side.
 *
 * @param initial where it begins: at the best of these
 * @param iterations how many steps at most, at least 1
 * @param restart after how many steps without a new best it goes back to the best, at least 1
 * @param noImprove after how many steps without a new best it ends, at least 1
 * @param coolingCoef how fast worse candidates become unacceptable, above 0
 * @see <a href="https://finetune.tidymodels.org/reference/tune_sim_anneal.html">tune_sim_anneal</a>
 */
public record Annealing(Design initial, int iterations, int restart, int noImprove, double coolingCoef)
        implements Search {
    public Annealing {
        if (Math.min(iterations, Math.min(restart, noImprove)) < 1 || !(coolingCoef > 0)) {
            throw new IllegalArgumentException("annealing: iterations, restart and no_improve must be at least 1 and"
                    + " cooling_coef above 0, got " + List.of(iterations, restart, noImprove, coolingCoef));
        }
    }

    static Annealing of(int iterations) {
        return new Annealing(new RandomPoints(1), iterations, 8, Integer.MAX_VALUE, 0.02);
    }

    /** The same from the best of these points. */
    public Annealing initial(Design points) {
        return new Annealing(points, iterations, restart, noImprove, coolingCoef);
    }

    /** The same, ending after so many steps without a new best. */
    public Annealing noImprove(int steps) {
        return new Annealing(initial, iterations, restart, steps, coolingCoef);
    }

    /** The same, going back to the best after so many steps without a new one. */
    public Annealing restart(int steps) {
        return new Annealing(initial, iterations, steps, noImprove, coolingCoef);
    }

    @Override
    public Optional<Extent> extent(Space space, int folds, long seed) {
        return initial.extent(space, folds, seed)
                .map(first -> Extent.atMost(first.trials() + (long) iterations * folds));
    }

    @Override
    public Asker begin(Space space, int folds, Criterion goal, long seed) {
        return new Walk(
                space, folds, goal, new Draw(~seed), initial.points(space, seed).toList());
    }

    /** A search on its way. */
    private final class Walk implements Asker {
        private final Neighbours neighbours;
        private final int folds;
        private final Criterion goal;
        private final Draw draw;
        private final List<Point> first;
        private Point current;
        private Point best;
        private Point asked;
        private int step;
        private int sinceBest;
        private int sinceStart;

        private Walk(Space space, int folds, Criterion goal, Draw draw, List<Point> first) {
            this.neighbours = new Neighbours(space, draw);
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
                return Design.trials(first.stream(), folds);
            }
            if (step == 1) {
                best = Ranked.best(first, results, goal).findFirst().orElse(best);
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
                        return Design.trials(Stream.of(point), folds);
                    })
                    .orElse(Collections.emptyIterator());
        }

        private void decide(Results results) {
            Summary reached = results.summary(asked, goal);
            Summary before = results.summary(current, goal);
            sinceBest++;
            sinceStart++;
            if (Ranked.better(goal, reached, results.summary(best, goal))) {
                best = asked;
                sinceBest = 0;
                sinceStart = 0;
            }
            if (Ranked.better(goal, reached, before) || draw.share() < acceptance(before, reached)) {
                current = asked;
            }
            if (sinceStart >= restart) {
                current = best;
                sinceStart = 0;
            }
        }

        private double acceptance(Summary before, Summary reached) {
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
