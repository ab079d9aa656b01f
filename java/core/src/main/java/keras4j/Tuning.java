package keras4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import keras4j.expr.Space;
import keras4j.measure.Measures;
import keras4j.resample.Folds;
import keras4j.resample.Resampling;
import keras4j.spec.Mode;
import keras4j.tune.Budget;
import keras4j.tune.Criterion;
import keras4j.tune.Search;
import keras4j.tune.Study;
import org.jspecify.annotations.Nullable;

/**
 * How good values are looked for, for what a workflow leaves open.
 *
 * <pre>{@code
 * var open = workflow("y ~ x", spec.with("hidden_units", between(64, 256)));
 * var tuned = keras.tune(Tuning.of(open, folds(3), grid(3), metrics(ACCURACY)).workers(4).seed(1), frame);
 * }</pre>
 *
 * <p>Every trial trains in a worker process with one thread, and has a seed of its own that follows from the search's, its point
 * and its fold: however many workers there are, the numbers are the same.
 *
 * @param workflow what is tuned
 * @param resampling by which rows each point is judged
 * @param search how to look
 * @param measures what is scored; the first is what the search makes good
 * @param workers how many processes train at once
 * @param seed where everything random begins; null for the spec's, or a drawn one
 * @param budget when the search ends early
 * @param journal the file that keeps what was done, so that a search that was killed goes on; null for none
 * @param predictions whether the predictions of each trial are kept
 * @param silence how long a worker may train without a batch coming to its end before it is taken for hung
 */
public record Tuning(
        Workflow workflow,
        Resampling resampling,
        Search search,
        Measures measures,
        int workers,
        @Nullable Long seed,
        Budget budget,
        @Nullable Path journal,
        boolean predictions,
        Duration silence) {
    private static final JsonMapper JSON = new JsonMapper();

    public Tuning {
        if (workers < 1) {
            throw new IllegalArgumentException("Tuning: workers must be at least 1, got " + workers);
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("Tuning: silence must be positive, got " + silence);
        }
    }

    /** A tuning with as many workers as there are processors. */
    public static Tuning of(Workflow workflow, Resampling resampling, Search search, Measures measures) {
        int workers = Runtime.getRuntime().availableProcessors();
        return new Tuning(
                workflow,
                resampling,
                search,
                measures,
                workers,
                null,
                Budget.NONE,
                null,
                false,
                Duration.ofMinutes(10));
    }

    /** The same by the usual measures: {@code rmse}, {@code rsq} of numbers; {@code roc_auc}, {@code accuracy}, {@code brier_class}. */
    public static Tuning of(Workflow workflow, Resampling resampling, Search search) {
        Measures usual = workflow.spec().mode() == Mode.CLASSIFIER ? Measures.classification() : Measures.regression();
        return of(workflow, resampling, search, usual);
    }

    /** The same with so many processes that train at once; the numbers do not depend on it. */
    public Tuning workers(int count) {
        return new Tuning(workflow, resampling, search, measures, count, seed, budget, journal, predictions, silence);
    }

    /** The same with another beginning of everything random: folds, points, weights. */
    public Tuning seed(long number) {
        return new Tuning(
                workflow, resampling, search, measures, workers, number, budget, journal, predictions, silence);
    }

    /** The same with an early end. */
    public Tuning budget(Budget limits) {
        return new Tuning(workflow, resampling, search, measures, workers, seed, limits, journal, predictions, silence);
    }

    /** The same with a file that keeps what was done; if it is there, the search goes on where it ended. */
    public Tuning journal(Path file) {
        return new Tuning(workflow, resampling, search, measures, workers, seed, budget, file, predictions, silence);
    }

    /** The same, keeping each trial's predictions for {@link keras4j.tune.Tuned#collectPredictions()}. */
    public Tuning keepingPredictions() {
        return new Tuning(workflow, resampling, search, measures, workers, seed, budget, journal, true, silence);
    }

    /** The same with another time after which a worker is taken for hung: longer than its slowest batch and compilation. */
    public Tuning silence(Duration most) {
        return new Tuning(workflow, resampling, search, measures, workers, seed, budget, journal, predictions, most);
    }

    /** The same with a seed: its own, else the spec's, else a drawn one. */
    Tuning seeded() {
        if (seed != null) {
            return this;
        }
        if (workflow.spec().seed() != null) {
            return seed(workflow.spec().seed());
        }
        if (journal != null) {
            throw new IllegalArgumentException(
                    "Tuning: seed must be set where there is a journal, so that a search which"
                            + " goes on has the same folds, got none; use seed(1)");
        }
        return seed(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    }

    /** What is looked for, among the rows of these folds. */
    Study study(Folds folds) {
        Space space = workflow.openValues();
        List<Criterion> criteria =
                new ArrayList<>(measures.list().stream().map(Criterion::of).toList());
        int rows = folds.splits().get(0).analysis().length;
        return new Study(
                subject(),
                space,
                folds,
                criteria,
                search,
                seed,
                Alike.of(workflow.spec(), space, rows),
                budget,
                journal);
    }

    private String subject() {
        try {
            return JSON.writeValueAsString(workflow);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
