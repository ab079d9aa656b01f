package keras4j.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.resample.Draw;

/**
 * Bayesian optimisation: after some first points, each batch is where the results so far promise most. What they promise is said
 * by a {@link Sampler}; that of {@code keras.tune} is Optuna's tree-structured Parzen estimator: J. Bergstra, R. Bardenet,
 * Y. Bengio, B. Kégl, <a href="https://papers.nips.cc/paper/4443">Algorithms for hyper-parameter optimization</a>, 2011.
 *
 * @param initial the points that it begins with
 * @param points how many points are tried in all, at least 1
 * @param batch how many are suggested, and tried side by side, before their results are looked at; at least 1. It is the same
 *     however many workers there are
 */
public record Bayes(Design initial, int points, int batch) implements Search {
    private static final int INITIAL = 10;
    private static final int BATCH = 4;

    public Bayes {
        if (Math.min(points, batch) < 1) {
            throw new IllegalArgumentException(
                    "bayes: points and batch must be at least 1, got " + points + " and " + batch);
        }
    }

    static Bayes of(int points) {
        return new Bayes(new LatinHypercube(Math.max(1, Math.min(INITIAL, points))), points, BATCH);
    }

    /** The same beginning with these points. */
    public Bayes initial(Design first) {
        return new Bayes(first, points, batch);
    }

    /** The same with so many points suggested at a time: fewer are wiser, more keep more workers busy. */
    public Bayes batch(int size) {
        return new Bayes(initial, points, size);
    }

    /** The same, as a search that a sampler makes for it. */
    public Search by(Sampler sampler) {
        return new Sampled(this, sampler);
    }

    @Override
    public Asker begin(Space space, int folds, Criterion goal, long seed) {
        throw new IllegalArgumentException("bayes: sampler must be given with by(...), got none; keras.tune has one");
    }

    @Override
    public Optional<Extent> extent(Space space, int folds, long seed) {
        return Optional.of(Extent.exactly((long) points * folds));
    }

    @Override
    public String toString() {
        return "bayes of " + points + " points from " + initial + ", " + batch + " at a time";
    }

    private record Sampled(Bayes bayes, Sampler sampler) implements Search {
        @Override
        public Asker begin(Space space, int folds, Criterion goal, long seed) {
            return results -> Design.trials(
                    results.points().isEmpty() ? first(space, seed) : next(space, goal, results, seed), folds);
        }

        private Stream<Point> first(Space space, long seed) {
            return bayes.initial().points(space, seed).limit(bayes.points());
        }

        private Stream<Point> next(Space space, Criterion goal, Results results, long seed) {
            List<Sampler.Tried> tried = tried(results, goal);
            int count = Math.min(bayes.batch(), bayes.points() - tried.size());
            long own = new Draw(seed + tried.size()).next() & 0xffffffffL;
            return count < 1 ? Stream.empty() : sampler.suggest(space, goal.direction(), tried, count, own).stream();
        }

        /** A mean over fewer folds than others have counts as none. */
        private static List<Sampler.Tried> tried(Results results, Criterion goal) {
            Map<Point, Summary> all = new LinkedHashMap<>();
            results.points().forEach(point -> all.put(point, results.summary(point, goal)));
            int most = Ranked.most(all.values());
            return all.entrySet().stream()
                    .map(each -> new Sampler.Tried(
                            each.getKey(),
                            each.getValue().n() < most
                                    ? Double.NaN
                                    : each.getValue().mean()))
                    .toList();
        }

        @Override
        public Optional<Extent> extent(Space space, int folds, long seed) {
            return bayes.extent(space, folds, seed);
        }

        @Override
        public String toString() {
            return bayes.toString();
        }
    }
}
