package keras4j.tune;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.resample.Draw;

/**
 * Points such that each of {@code size} equal parts of each range has exactly one: M. McKay, R. Beckman, W. Conover,
 * <a href="https://doi.org/10.2307/1268522">A comparison of three methods for selecting values of input variables</a>, 1979.
 * Equal points, of ranges with fewer values, are there once.
 *
 * @param size how many points, at least 1
 */
public record LatinHypercube(int size) implements Design {
    public LatinHypercube {
        Shares.requireSize("latin hypercube", size);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        Draw draw = new Draw(seed);
        int[] parts = IntStream.range(0, size).toArray();
        List<int[]> axes =
                space.values().stream().map(value -> draw.shuffled(parts)).toList();
        return IntStream.range(0, size)
                .mapToObj(row -> Shares.point(space, axis -> (axes.get(axis)[row] + draw.share()) / size))
                .distinct();
    }

    @Override
    public String toString() {
        return "latin hypercube of " + size;
    }
}
