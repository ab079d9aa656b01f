package keras4j.tune;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.Preconditions;
import keras4j.tune.SearchSession.TrialCount;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Search whose points are known before the first result; each is tried on all folds. */
public sealed interface NonAdaptiveSearch extends Search
        permits Grid, RandomPoints, LatinHypercube, SpaceFilling, PointList {
    /**
     * Returns the points, each once, created lazily.
     *
     * @param space the hyperparameters
     * @param seed the seed of all randomness
     * @return the points
     */
    Stream<Point> points(Space space, long seed);

    /**
     * Returns the points as a table before they are tried, to be printed, changed, and given to {@link Search#table}.
     *
     * @param space the hyperparameters, as in {@code workflow.hyperparameters()}
     * @param seed the seed of the search, which a grid does not need
     * @return a row for each point, with a column for each hyperparameter; a choice that does not matter is missing
     */
    default DataFrame toFrame(Space space, long seed) {
        List<Point> all = points(space, seed).toList();
        Series<?>[] columns = space.names().stream()
                .map(name -> Series.of(all.stream()
                        .map(point -> ResultTables.shown(point.value(name)))
                        .toArray()))
                .toArray(Series<?>[]::new);
        return DataFrame.byColumn(space.names().toArray(String[]::new)).of(columns);
    }

    @Override
    default SearchSession begin(Space space, int folds, Criterion goal, long seed) {
        Preconditions.notNull("NonAdaptiveSearch", "goal", goal);
        Preconditions.notNull("NonAdaptiveSearch", "space", space);
        Queue<Iterator<Trial>> once = new ArrayDeque<>(List.of(trials(points(space, seed), folds)));
        return results -> once.isEmpty() ? Collections.emptyIterator() : once.remove();
    }

    @Override
    default Optional<TrialCount> extent(Space space, int folds, long seed) {
        Preconditions.notNull("NonAdaptiveSearch", "space", space);
        return Optional.of(TrialCount.exactly(points(space, seed).count() * folds));
    }

    /**
     * Returns a trial of each point on each fold.
     *
     * @param points the points
     * @param folds the number of folds
     * @return the trials, created lazily
     */
    static Iterator<Trial> trials(Stream<Point> points, int folds) {
        Preconditions.notNull("NonAdaptiveSearch", "points", points);
        return points.flatMap(point -> IntStream.range(0, folds).mapToObj(fold -> new Trial(point, fold)))
                .iterator();
    }
}
