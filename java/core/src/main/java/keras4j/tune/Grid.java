package keras4j.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import keras4j.expr.Expr;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.Preconditions;
import keras4j.tune.SearchSession.TrialCount;

/**
 * Regular grid of all combinations of some levels of each hyperparameter, the first varying fastest, as in dials'
 * {@code grid_regular}. A hyperparameter that does not matter in a combination is not varied there. The levels of
 * {@code oneOf} are its first values.
 *
 * @param levels the number of levels of each hyperparameter, at least 1; fewer for ranges with fewer values
 * @param own the number of levels of single hyperparameters, by name
 */
public record Grid(int levels, Map<String, Integer> own) implements NonAdaptiveSearch {
    private static final long MAX_COUNTED = 100_000;
    /** Largest number of combinations that a double counts exactly. */
    private static final double MAX_COMBINATIONS = 1e15;

    /**
     * Checks the numbers of levels.
     *
     * @param levels the number of levels of each hyperparameter, at least 1; fewer for ranges with fewer values
     * @param own the number of levels of single hyperparameters, by name
     */
    public Grid {
        Preconditions.entries("Grid", "own", own);
        own = Collections.unmodifiableMap(new TreeMap<>(own));
        if (levels < 1 || own.values().stream().anyMatch(each -> each < 1)) {
            throw new IllegalArgumentException("grid: levels must be at least 1, got " + levels + " " + own);
        }
    }

    /**
     * {@return a copy with another number of levels for one hyperparameter}
     *
     * @param name the hyperparameter
     * @param count the number of levels, at least 1
     */
    public Grid levels(String name, int count) {
        Preconditions.notNull("Grid", "name", name);
        Map<String, Integer> more = new TreeMap<>(own);
        more.put(name, count);
        return new Grid(levels, more);
    }

    private List<List<Expr>> axes(Space space) {
        return space.values().stream()
                .map(value -> value.domain().levels(own.getOrDefault(value.name(), levels)))
                .toList();
    }

    private static long combinations(List<List<Expr>> axes) {
        double exact = axes.stream().mapToDouble(List::size).reduce(1, (one, other) -> one * other);
        if (exact > MAX_COMBINATIONS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "grid: combinations of levels must be at most %.0e, got %.1e; use fewer levels, or random(100)",
                    MAX_COMBINATIONS,
                    exact));
        }
        return (long) exact;
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        Preconditions.notNull("Grid", "space", space);
        List<List<Expr>> axes = axes(space);
        return LongStream.range(0, combinations(axes)).boxed().flatMap(at -> point(space, axes, at));
    }

    /** Returns the point of a combination; none if another combination has the same point. */
    private static Stream<Point> point(Space space, List<List<Expr>> axes, long combination) {
        Map<String, Expr> all = new LinkedHashMap<>();
        long rest = combination;
        for (int axis = 0; axis < axes.size(); axis++) {
            List<Expr> levels = axes.get(axis);
            all.put(space.values().get(axis).name(), levels.get((int) (rest % levels.size())));
            rest /= levels.size();
        }
        Point point = space.point(all);
        boolean first = space.values().stream()
                .allMatch(value -> point.has(value.name())
                        || isFirst(value, axes.get(space.values().indexOf(value)), all));
        return first ? Stream.of(point) : Stream.empty();
    }

    private static boolean isFirst(Hyperparameter value, List<Expr> levels, Map<String, Expr> all) {
        return levels.get(0).equals(all.get(value.name()));
    }

    /** Returns the exact number of trials, or an upper bound for large grids with conditions. */
    @Override
    public Optional<TrialCount> extent(Space space, int folds, long seed) {
        Preconditions.notNull("Grid", "space", space);
        long combinations = combinations(axes(space));
        if (space.values().stream().allMatch(value -> value.when().isEmpty())) {
            return Optional.of(TrialCount.exactly(combinations * folds));
        }
        return Optional.of(
                combinations > MAX_COUNTED
                        ? TrialCount.atMost(combinations * folds)
                        : TrialCount.exactly(points(space, seed).count() * folds));
    }

    /** Returns text such as {@code grid of 3 levels}. */
    @Override
    public String toString() {
        return "grid of " + levels + " levels" + (own.isEmpty() ? "" : " " + own);
    }
}
