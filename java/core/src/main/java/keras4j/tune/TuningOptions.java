package keras4j.tune;

import java.nio.file.Path;
import keras4j.internal.text.Preconditions;
import keras4j.measure.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Options of a hyperparameter search.
 *
 * @param goal one number of several outcomes to optimize; null for the first measure
 * @param workers the worker processes
 * @param seed the seed of folds, points and weights; null for the spec's, or a random one
 * @param budget the limits at which the search ends early
 * @param journal the file with the finished trials, from which an interrupted search is resumed; null for none
 * @param predictions whether the predictions of each trial are saved
 * @param valid whether a network that can't be built ends the search before training
 */
public record TuningOptions(
        @Nullable Aggregate goal,
        Workers workers,
        @Nullable Long seed,
        Budget budget,
        @Nullable Path journal,
        boolean predictions,
        boolean valid) {
    /**
     * Checks the components.
     *
     * @param goal one number of several outcomes to optimize; null for the first measure
     * @param workers the worker processes
     * @param seed the seed of folds, points and weights; null for the spec's, or a random one
     * @param budget the limits at which the search ends early
     * @param journal the file with the finished trials, from which an interrupted search is resumed; null for none
     * @param predictions whether the predictions of each trial are saved
     * @param valid whether a network that can't be built ends the search before training
     */
    public TuningOptions {
        Preconditions.notNull("TuningOptions", "workers", workers);
        Preconditions.notNull("TuningOptions", "budget", budget);
    }

    /** Defaults: one worker for each processor, no goal, seed, budget or journal. */
    public static final TuningOptions DEFAULT =
            new TuningOptions(null, Workers.all(), null, Budget.NONE, null, false, false);

    TuningOptions goal(Aggregate number) {
        return new TuningOptions(number, workers, seed, budget, journal, predictions, valid);
    }

    TuningOptions workers(Workers processes) {
        return new TuningOptions(goal, processes, seed, budget, journal, predictions, valid);
    }

    TuningOptions seed(long number) {
        return new TuningOptions(goal, workers, number, budget, journal, predictions, valid);
    }

    TuningOptions budget(Budget limits) {
        return new TuningOptions(goal, workers, seed, limits, journal, predictions, valid);
    }

    TuningOptions journal(Path file) {
        return new TuningOptions(goal, workers, seed, budget, file, predictions, valid);
    }

    TuningOptions savePredictions() {
        return new TuningOptions(goal, workers, seed, budget, journal, true, valid);
    }

    TuningOptions requireValid() {
        return new TuningOptions(goal, workers, seed, budget, journal, predictions, true);
    }
}
