package keras4j.tune;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.expr.Point;
import keras4j.expr.Space;
import org.dflib.DataFrame;

/**
 * How to look for a good point. A value; looking is done by the {@link Asker} that it begins.
 *
 * <p>As text it is written into journals, so two that would ask for different trials must not have one text.
 */
public interface Search {
    /**
     * All combinations of so many levels of each open value. Of a range these are numbers from end to end, of {@code oneOf} its
     * first values, as in dials: {@code grid(2)} never tries {@code c} of {@code oneOf(a, b, c)}, {@code grid(2).levels("act", 3)}
     * does.
     */
    static Grid grid(int levels) {
        return new Grid(levels, Map.of());
    }

    /** So many points, drawn independently; points drawn twice are left out, as in dials. */
    static RandomPoints random(int size) {
        return new RandomPoints(size);
    }

    /** So many points such that each of as many equal parts of each range has exactly one. */
    static LatinHypercube latinHypercube(int size) {
        return new LatinHypercube(size);
    }

    /** So many points that leave no large gap: a randomized Halton sequence. */
    static SpaceFilling spaceFilling(int size) {
        return new SpaceFilling(size);
    }

    /** These points. */
    static GivenPoints points(List<Point> points) {
        return new GivenPoints(points);
    }

    /** A point a row of a table, whose columns are named as the open values; an empty cell is no choice. */
    static GivenPoints table(DataFrame table) {
        return GivenPoints.of(table);
    }

    /** Successive halving of so many candidates; {@code fit_epochs} must be open. */
    static Hyperband halving(int candidates) {
        return Hyperband.halving(candidates);
    }

    /** Hyperband: successive halving at several degrees of haste; {@code fit_epochs} must be open. */
    static Hyperband hyperband() {
        return Hyperband.standard();
    }

    /** A race: candidates that are worse than the best after some folds are not tried on the others. */
    static Race race(Design candidates) {
        return Race.of(candidates);
    }

    /** Simulated annealing: so many steps to a neighbour, from the best of some points. */
    static Annealing annealing(int iterations) {
        return Annealing.of(iterations);
    }

    /** Bayesian optimisation: so many points in all, after the first ones always where results promise most. */
    static Bayes bayes(int points) {
        return Bayes.of(points);
    }

    /**
     * Begins to look.
     *
     * @param space what is open
     * @param folds how many folds there are
     * @param goal what is to be good
     * @param seed where everything random begins
     */
    Asker begin(Space space, int folds, Criterion goal, long seed);

    /** How many trials there will be, where that is known before. */
    default Optional<Extent> extent(Space space, int folds, long seed) {
        return Optional.empty();
    }
}
