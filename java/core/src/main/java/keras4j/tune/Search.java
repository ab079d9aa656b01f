package keras4j.tune;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.Preconditions;
import keras4j.tune.SearchSession.TrialCount;
import org.dflib.DataFrame;

/**
 * Search strategy for good points. It is a value; {@link #begin} creates the {@link SearchSession} that runs it.
 *
 * <p>Its text is written into journals, so two searches that would ask for different trials must have different texts.
 */
public interface Search {
    /**
     * Returns a regular grid. The levels of a range are numbers from end to end; those of {@code oneOf} are its first
     * values, as in dials. So {@code grid(2)} never tries {@code c} of {@code oneOf(a, b, c)}, but {@code
     * grid(2).levels("act", 3)} does.
     *
     * @param levels the number of levels of each hyperparameter, at least 1
     * @return the search
     */
    static Grid grid(int levels) {
        return new Grid(levels, Map.of());
    }

    /**
     * {@return a search of independently drawn points; duplicates are dropped, as in dials}
     *
     * @param size the number of draws, at least 1
     */
    static NonAdaptiveSearch random(int size) {
        return new RandomPoints(size);
    }

    /**
     * {@return a Latin hypercube: each of {@code size} equal parts of each range has exactly one point}
     *
     * @param size the number of points, at least 1
     */
    static NonAdaptiveSearch latinHypercube(int size) {
        return new LatinHypercube(size);
    }

    /**
     * {@return a space-filling design without large gaps, from a randomized Halton sequence}
     *
     * @param size the number of points, at least 1
     */
    static NonAdaptiveSearch spaceFilling(int size) {
        return new SpaceFilling(size);
    }

    /**
     * {@return a search of the given points}
     *
     * @param points the points, at least one
     */
    static NonAdaptiveSearch points(List<Point> points) {
        Preconditions.notNull("Search", "points", points);
        return new PointList(points);
    }

    /**
     * {@return a search of the points in a table, one per row}
     *
     * @param table the points; its columns are named like the hyperparameters, and an empty cell is no choice
     */
    static NonAdaptiveSearch table(DataFrame table) {
        Preconditions.notNull("Search", "table", table);
        return PointList.of(table);
    }

    /**
     * {@return successive halving, which requires the hyperparameter {@code fit_epochs}}
     *
     * @param candidates the number of candidates
     */
    static Hyperband halving(int candidates) {
        return Hyperband.halving(candidates);
    }

    /**
     * {@return Hyperband, successive halving at several rates, which requires the hyperparameter {@code fit_epochs}}
     */
    static Hyperband hyperband() {
        return Hyperband.standard();
    }

    /**
     * {@return a race, which drops candidates that are worse than the best after some folds}
     *
     * @param candidates the candidates
     */
    static Race race(NonAdaptiveSearch candidates) {
        return Race.of(candidates);
    }

    /**
     * {@return simulated annealing, which starts from the best of some points}
     *
     * @param iterations the maximum number of steps to a neighbour, at least 1
     */
    static Annealing annealing(int iterations) {
        return Annealing.of(iterations);
    }

    /**
     * {@return Bayesian optimisation, which tries the most promising points after some initial ones}
     *
     * @param points the total number of points, at least 1
     */
    static Bayes bayes(int points) {
        return Bayes.of(points);
    }

    /**
     * Begins the search.
     *
     * @param space the hyperparameters
     * @param folds the number of folds
     * @param goal the criterion to optimize
     * @param seed the seed of all randomness
     * @return the running search
     */
    SearchSession begin(Space space, int folds, Criterion goal, long seed);

    /**
     * Returns the number of trials, if it is known in advance.
     *
     * @param space the hyperparameters
     * @param folds the number of folds
     * @param seed the seed of all randomness
     * @return the number; empty if it is unknown
     */
    default Optional<TrialCount> extent(Space space, int folds, long seed) {
        Preconditions.notNull("Search", "space", space);
        return Optional.empty();
    }
}
