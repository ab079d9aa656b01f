package keras4j.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import keras4j.tune.SearchSession.TrialCount;

/**
 * Bayesian optimisation: after some initial points, each batch has the most promising points given the results so far.
 * A {@link Sampler} suggests them; that of {@code keras.tune} is Optuna's tree-structured Parzen estimator: J.
 * Bergstra, R. Bardenet, Y. Bengio, B. Kégl, <a href="https://papers.nips.cc/paper/4443">Algorithms for hyper-parameter
 * optimization</a>, 2011.
 *
 * @param initial the initial points
 * @param points the total number of points, at least 1
 * @param batch the number of points that are suggested, and tried in parallel, at a time; at least 1, and
 *     independent of the number of workers
 */
public record Bayes(NonAdaptiveSearch initial, int points, int batch) implements Search {
    private static final int INITIAL_POINTS = 10;
    private static final int BATCH_SIZE = 4;

    /**
     * Checks the numbers.
     *
     * @param initial the initial points
     * @param points the total number of points, at least 1
     * @param batch the number of points that are suggested, and tried in parallel, at a time; at least 1, and
     *     independent of the number of workers
     */
    public Bayes {
        Preconditions.notNull("Bayes", "initial", initial);
        if (Math.min(points, batch) < 1) {
            throw new IllegalArgumentException(
                    "bayes: points and batch must be at least 1, got " + points + " and " + batch);
        }
    }

    static Bayes of(int points) {
        return new Bayes(new LatinHypercube(Math.max(1, Math.min(INITIAL_POINTS, points))), points, BATCH_SIZE);
    }

    /**
     * {@return a copy with other initial points}
     *
     * @param first the points
     */
    public Bayes initial(NonAdaptiveSearch first) {
        return new Bayes(first, points, batch);
    }

    /**
     * Returns a copy with another batch size. Small batches use more results; large ones keep more workers busy.
     *
     * @param size the number of points at a time, at least 1
     * @return the copy
     */
    public Bayes batch(int size) {
        return new Bayes(initial, points, size);
    }

    /**
     * {@return this search with a sampler that suggests the points}
     *
     * @param sampler the sampler
     */
    public Search by(Sampler sampler) {
        Preconditions.notNull("Bayes", "sampler", sampler);
        return new Sampled(this, sampler);
    }

    @Override
    public SearchSession begin(Space space, int folds, Criterion goal, long seed) {
        throw new IllegalArgumentException("bayes: sampler must be given with by(...), got none; keras.tune has one");
    }

    @Override
    public Optional<TrialCount> extent(Space space, int folds, long seed) {
        Preconditions.notNull("Bayes", "space", space);
        return Optional.of(TrialCount.exactly((long) points * folds));
    }

    @Override
    public String toString() {
        return "bayes of " + points + " points from " + initial + ", " + batch + " at a time";
    }

    private record Sampled(Bayes bayes, Sampler sampler) implements Search {
        @Override
        public SearchSession begin(Space space, int folds, Criterion goal, long seed) {
            return results -> NonAdaptiveSearch.trials(
                    results.points().isEmpty() ? first(space, seed) : next(space, goal, results, seed), folds);
        }

        private Stream<Point> first(Space space, long seed) {
            return bayes.initial().points(space, seed).limit(bayes.points());
        }

        private Stream<Point> next(Space space, Criterion goal, Results results, long seed) {
            List<Sampler.Tried> tried = tried(results, goal);
            int count = Math.min(bayes.batch(), bayes.points() - tried.size());
            long own = new RandomDraw(seed + tried.size()).next() & 0xffffffffL;
            return count < 1 ? Stream.empty() : sampler.suggest(space, goal.direction(), tried, count, own).stream();
        }

        /** Returns the points and their means; a mean over fewer folds than others have is NaN. */
        private static List<Sampler.Tried> tried(Results results, Criterion goal) {
            Map<Point, ScoreSummary> all = new LinkedHashMap<>();
            results.points().forEach(point -> all.put(point, results.summary(point, goal)));
            int most = CandidateOrder.most(all.values());
            return all.entrySet().stream()
                    .map(each -> new Sampler.Tried(
                            each.getKey(),
                            each.getValue().n() < most
                                    ? Double.NaN
                                    : each.getValue().mean()))
                    .toList();
        }

        @Override
        public Optional<TrialCount> extent(Space space, int folds, long seed) {
            return bayes.extent(space, folds, seed);
        }

        @Override
        public String toString() {
            return bayes.toString();
        }
    }
}
