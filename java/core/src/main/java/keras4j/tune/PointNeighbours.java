package keras4j.tune;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.expr.Choices;
import keras4j.expr.Domain;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Point;
import keras4j.expr.RealDomain;
import keras4j.expr.Space;
import keras4j.internal.resample.RandomDraw;

/**
 * Sampler of points near a point: real numbers move together on a sphere of 5 to 15 percent of their ranges. Each
 * integer and each choice changes with probability 3/4, integers by at most a tenth of their range plus one.
 */
final class PointNeighbours {
    private static final double MIN_DISTANCE = 0.05;
    private static final double MAX_DISTANCE = 0.15;
    private static final double CHANGE_PROBABILITY = 0.75;
    private static final int MAX_DRAWS = 500;

    private final Space space;
    private final RandomDraw draw;

    PointNeighbours(Space space, RandomDraw draw) {
        this.space = space;
        this.draw = draw;
    }

    /** Returns an untried point near this one, or else any untried point; empty if none is found. */
    Optional<Point> of(Point point, Results results) {
        return Stream.concat(
                        Stream.generate(() -> near(point)).limit(MAX_DRAWS),
                        Stream.generate(() -> UnitCubePoints.point(space, axis -> draw.share()))
                                .limit(MAX_DRAWS))
                .filter(each -> results.of(each).isEmpty())
                .findFirst();
    }

    private Point near(Point point) {
        List<Hyperparameter> real = realValues();
        double[] step = step(real.size());
        Map<String, Expr> all = new LinkedHashMap<>();
        for (Hyperparameter value : space.values()) {
            Expr now = point.values().getOrDefault(value.name(), value.domain().first());
            int at = real.indexOf(value);
            all.put(value.name(), at >= 0 ? moved(value.domain(), now, step[at]) : flipped(value.domain(), now));
        }
        return space.point(all);
    }

    private List<Hyperparameter> realValues() {
        return space.values().stream()
                .filter(value -> value.domain() instanceof RealDomain)
                .toList();
    }

    private static Expr moved(Domain domain, Expr now, double step) {
        double share = domain.share(now) + step;
        return domain.at(Math.max(0, Math.min(share, Math.nextDown(1.0))));
    }

    private Expr flipped(Domain domain, Expr now) {
        if (domain.size() == 1 || draw.share() >= CHANGE_PROBABILITY) {
            return now;
        }
        int size = (int) Math.min(domain.size(), Integer.MAX_VALUE);
        int place = (int) (domain.share(now) * size);
        int reach = domain instanceof Choices ? size : size / 10 + 1;
        int low = Math.max(0, place - reach);
        int high = Math.min(size - 1, place + reach);
        int other = low + draw.below(high - low);
        return domain.at(((other < place ? other : other + 1) + 0.5) / size);
    }

    /** Returns a random direction of a random length. */
    private double[] step(int dimensions) {
        double[] step = new double[dimensions];
        double squares = 0;
        for (int at = 0; at < dimensions; at++) {
            step[at] = Math.sqrt(-2 * Math.log(1 - draw.share())) * Math.cos(2 * Math.PI * draw.share());
            squares += step[at] * step[at];
        }
        double length = (MIN_DISTANCE + (MAX_DISTANCE - MIN_DISTANCE) * draw.share()) / Math.sqrt(squares);
        return Arrays.stream(step).map(each -> each * length).toArray();
    }
}
