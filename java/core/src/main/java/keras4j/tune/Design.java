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

/** A search whose points are known before the first result: each is tried on all folds. */
public sealed interface Design extends Search permits Grid, RandomPoints, LatinHypercube, SpaceFilling, GivenPoints {
    /** The points, each once; made one by one as they are taken. */
    Stream<Point> points(Space space, long seed);

    @Override
    default Asker begin(Space space, int folds, Criterion goal, long seed) {
        Queue<Iterator<Trial>> once = new ArrayDeque<>(List.of(trials(points(space, seed), folds)));
        return results -> once.isEmpty() ? Collections.emptyIterator() : once.remove();
    }

    @Override
    default Optional<Extent> extent(Space space, int folds, long seed) {
        return Optional.of(Extent.exactly(points(space, seed).count() * folds));
    }

    /** Each point on each of so many folds. */
    static Iterator<Trial> trials(Stream<Point> points, int folds) {
        return points.flatMap(point -> IntStream.range(0, folds).mapToObj(fold -> new Trial(point, fold)))
                .iterator();
    }
}
