package keras4j.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.expr.WholeDomain;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.tune.SearchSession.TrialCount;
import org.jspecify.annotations.Nullable;

/**
 * Hyperband and successive halving: many candidates are trained for a few epochs, the best of them for longer, and so
 * on. Hyperband runs several such brackets with different rates: L. Li, K. Jamieson, G. DeSalvo, A. Rostamizadeh, A.
 * Talwalkar, <a href="https://jmlr.org/papers/v18/16-558.html">Hyperband</a>, 2018. The minimum and maximum of epochs
 * are those of the hyperparameter {@code fit_epochs}. A candidate that continues is trained from the start.
 *
 * @param eta the reduction factor: one in {@code eta} candidates continues, at least 2
 * @param candidates the number of candidates of successive halving; null for Hyperband's own brackets
 */
public record Hyperband(int eta, @Nullable Integer candidates) implements Search {
    /**
     * Checks the numbers.
     *
     * @param eta the reduction factor: one in {@code eta} candidates continues, at least 2
     * @param candidates the number of candidates of successive halving; null for Hyperband's own brackets
     */
    public Hyperband {
        if (eta < 2 || (candidates != null && candidates < 1)) {
            throw new IllegalArgumentException(
                    "hyperband: eta must be at least 2 and candidates at least 1, got " + eta + " and " + candidates);
        }
    }

    static Hyperband standard() {
        return new Hyperband(3, null);
    }

    static Hyperband halving(int candidates) {
        return new Hyperband(3, candidates);
    }

    /**
     * {@return a copy with another reduction factor}
     *
     * @param eta one in {@code eta} candidates continues, at least 2
     */
    public Hyperband eta(int eta) {
        return new Hyperband(eta, candidates);
    }

    /** Number of candidates of a bracket, and the epochs of each of its rounds. */
    record Bracket(int candidates, List<Integer> epochs) {}

    /** Returns the brackets, the most aggressive first. */
    List<Bracket> brackets(long least, long most) {
        int halvings = logarithm(most / least);
        if (candidates != null) {
            return List.of(bracket(candidates, Math.min(halvings, logarithm(candidates)), most));
        }
        return IntStream.rangeClosed(0, halvings)
                .map(at -> halvings - at)
                .mapToObj(rounds -> bracket(bracketSize(halvings, rounds), rounds, most))
                .toList();
    }

    private int bracketSize(int halvings, int rounds) {
        double share = (halvings + 1) * Math.pow(eta, rounds) / (rounds + 1);
        return (int) Math.ceil(share);
    }

    private Bracket bracket(int candidates, int halvings, long most) {
        List<Integer> epochs = IntStream.rangeClosed(0, halvings)
                .mapToObj(round -> (int) Math.round(most / Math.pow(eta, halvings - round)))
                .toList();
        return new Bracket(candidates, epochs);
    }

    /** Returns the number of times a number can be divided by eta. */
    private int logarithm(long number) {
        int times = 0;
        for (long rest = number / eta; rest >= 1; rest /= eta) {
            times++;
        }
        return times;
    }

    /** Returns the number of points of a bracket, if none fails. */
    private long tried(Bracket bracket) {
        long field = bracket.candidates();
        long tried = 0;
        for (int round = 0; round < bracket.epochs().size(); round++) {
            tried += field;
            field = Math.max(1, field / eta);
        }
        return tried;
    }

    @Override
    public Optional<TrialCount> extent(Space space, int folds, long seed) {
        Preconditions.notNull("Hyperband", "space", space);
        return Optional.of(TrialCount.atMost(
                folds * brackets(space).stream().mapToLong(this::tried).sum()));
    }

    /** Returns the brackets for the range of {@code fit_epochs}. */
    private List<Bracket> brackets(Space space) {
        Hyperparameter epochs = space.values().stream()
                .filter(value -> value.name().equals(Trial.EPOCHS))
                .findFirst()
                .orElseThrow(() -> must("hyperparameters must have " + Trial.EPOCHS, String.join(", ", space.names())));
        if (!(epochs.domain() instanceof WholeDomain range)) {
            throw must(Trial.EPOCHS + " must be between two whole numbers", epochs.domain());
        }
        if (candidates != null && candidates < eta) {
            throw must("candidates must be at least eta, or none is left out", candidates + " and " + eta);
        }
        if (range.high() / Math.max(1, range.low()) < eta) {
            throw must(
                    Trial.EPOCHS + " must go up to " + eta + " times its lower end, or none is trained for longer",
                    range);
        }
        return brackets(Math.max(1, range.low()), range.high());
    }

    private IllegalArgumentException must(String what, Object got) {
        return new IllegalArgumentException(
                (candidates == null ? "hyperband" : "halving") + ": " + what + ", got " + Quoted.cut(got));
    }

    @Override
    public SearchSession begin(Space space, int folds, Criterion goal, long seed) {
        Preconditions.notNull("Hyperband", "space", space);
        List<Rounds> all = new ArrayList<>();
        for (Bracket bracket : brackets(space)) {
            all.add(new Rounds(bracket, new RandomPoints(bracket.candidates()).points(space, seed + all.size())));
        }
        return results -> NonAdaptiveSearch.trials(
                all.stream().flatMap(each -> each.next(results, goal)).distinct(), folds);
    }

    /** Running bracket; all brackets run their rounds in parallel. */
    private final class Rounds {
        private final Bracket bracket;
        private List<Point> field;
        private int round;

        private Rounds(Bracket bracket, Stream<Point> field) {
            this.bracket = bracket;
            this.field = field.map(
                            point -> point.with(Trial.EPOCHS, bracket.epochs().get(0)))
                    .distinct()
                    .toList();
        }

        private Stream<Point> next(Results results, Criterion goal) {
            if (round > 0 && round < bracket.epochs().size()) {
                int epochs = bracket.epochs().get(round);
                field = CandidateOrder.best(field, results, goal)
                        .limit(Math.max(1, field.size() / eta))
                        .map(point -> point.with(Trial.EPOCHS, epochs))
                        .toList();
            }
            return round++ < bracket.epochs().size() ? field.stream() : Stream.empty();
        }
    }

    @Override
    public String toString() {
        return (candidates == null ? "hyperband" : "halving of " + candidates) + ", one in " + eta;
    }
}
