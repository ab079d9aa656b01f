package keras4j.tune;

import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.resample.Draw;

/**
 * Points drawn independently and evenly from each range; those drawn twice are left out.
 *
 * @param size how many are drawn, at least 1
 */
public record RandomPoints(int size) implements Design {
    public RandomPoints {
        Shares.requireSize("random", size);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        Draw draw = new Draw(seed);
        return Stream.generate(() -> Shares.point(space, axis -> draw.share()))
                .limit(size)
                .distinct();
    }

    @Override
    public String toString() {
        return "random " + size;
    }
}
