package keras4j.tune;

import java.nio.file.Path;
import keras4j.internal.text.Preconditions;
import keras4j.measure.Aggregate;
import keras4j.measure.Measures;
import keras4j.resample.Resampling;
import keras4j.spec.ModelMode;
import keras4j.workflow.Workflow;

/**
 * Hyperparameter search over the hyperparameters of a workflow.
 *
 * <pre>{@code
 * var open = workflow("y ~ x", spec.with("hidden_units", between(64, 256)));
 * var tuned = keras.tune(Tuning.of(open, folds(3), grid(3), metrics(ACCURACY)).workers(4).seed(1), frame);
 * }</pre>
 *
 * <p>Every trial trains in a worker process with one thread. Its seed follows from the seed of the search, its point
 * and its fold, so the results do not depend on the number of workers. Callbacks that write files are left out of
 * trials; they run when a workflow is fitted.
 *
 * @param workflow the workflow with hyperparameters
 * @param resampling the resampling on which each point is scored
 * @param search the search strategy
 * @param measures the measures to score; the first is optimized, unless there is a goal
 * @param options the goal, workers, seed, budget and journal
 */
public record Tuning(
        Workflow workflow, Resampling resampling, Search search, Measures measures, TuningOptions options) {
    /**
     * Checks the components, and that the columns of saved predictions will have distinct names.
     *
     * @param workflow the workflow with hyperparameters
     * @param resampling the resampling on which each point is scored
     * @param search the search strategy
     * @param measures the measures to score; the first is optimized, unless there is a goal
     * @param options the goal, workers, seed, budget and journal
     * @throws IllegalArgumentException if predictions are saved, and an outcome has the name of another column
     */
    public Tuning {
        Preconditions.notNull("Tuning", "workflow", workflow);
        Preconditions.notNull("Tuning", "resampling", resampling);
        Preconditions.notNull("Tuning", "search", search);
        Preconditions.notNull("Tuning", "measures", measures);
        Preconditions.notNull("Tuning", "options", options);
        if (options.predictions()) {
            ResultTables.requireOtherNames(
                    workflow.recipe().formula().outcomes(),
                    workflow.hyperparameters().names());
        }
    }

    /**
     * Returns a search with one worker for each processor.
     *
     * @param workflow the workflow with hyperparameters
     * @param resampling the resampling on which each point is scored
     * @param search the search strategy
     * @param measures the measures to score; the first is optimized
     * @return the search
     */
    public static Tuning of(Workflow workflow, Resampling resampling, Search search, Measures measures) {
        return new Tuning(workflow, resampling, search, measures, TuningOptions.DEFAULT);
    }

    /**
     * Returns a search by the usual measures: {@code rmse} and {@code rsq} of numbers; {@code roc_auc}, {@code
     * accuracy} and {@code brier_class} of classes.
     *
     * @param workflow the workflow with hyperparameters
     * @param resampling the resampling on which each point is scored
     * @param search the search strategy
     * @return the search
     */
    public static Tuning of(Workflow workflow, Resampling resampling, Search search) {
        Preconditions.notNull("Tuning", "workflow", workflow);
        Measures usual =
                workflow.spec().mode() == ModelMode.CLASSIFIER ? Measures.classification() : Measures.regression();
        return of(workflow, resampling, search, usual);
    }

    /**
     * Returns a copy for another workflow.
     *
     * @param other the workflow
     * @return the copy
     */
    public Tuning workflow(Workflow other) {
        return new Tuning(other, resampling, search, measures, options);
    }

    /**
     * Returns a copy with another resampling.
     *
     * @param other the resampling
     * @return the copy
     */
    public Tuning resampling(Resampling other) {
        return new Tuning(workflow, other, search, measures, options);
    }

    /**
     * Returns a copy with another search strategy.
     *
     * @param other the strategy
     * @return the copy
     */
    public Tuning search(Search other) {
        return new Tuning(workflow, resampling, other, measures, options);
    }

    /**
     * Returns a copy with other options.
     *
     * @param other the options
     * @return the copy
     */
    public Tuning options(TuningOptions other) {
        Preconditions.notNull("Tuning", "other", other);
        return new Tuning(workflow, resampling, search, measures, other);
    }

    /**
     * Returns a copy that optimizes one number computed from several outcomes, which is scored in addition to the
     * measures.
     *
     * @param number the number to optimize
     * @return the copy
     */
    public Tuning goal(Aggregate number) {
        Preconditions.notNull("Tuning", "number", number);
        return options(options.goal(number));
    }

    /**
     * Returns a copy with another number of worker processes; the results do not depend on it.
     *
     * @param count how many train at once, at least 1
     * @return the copy
     */
    public Tuning workers(int count) {
        return options(options.workers(options.workers().count(count)));
    }

    /**
     * Returns a copy with other worker processes.
     *
     * @param processes the workers
     * @return the copy
     */
    public Tuning workers(Workers processes) {
        return options(options.workers(processes));
    }

    /**
     * Returns a copy with another seed, from which folds, points and weights follow.
     *
     * @param number the seed
     * @return the copy
     */
    public Tuning seed(long number) {
        return options(options.seed(number));
    }

    /**
     * Returns a copy with a budget.
     *
     * @param limits the limits at which the search ends early
     * @return the copy
     */
    public Tuning budget(Budget limits) {
        return options(options.budget(limits));
    }

    /**
     * Returns a copy with a journal; if the file exists, the search resumes from it.
     *
     * @param file the file with the finished trials
     * @return the copy
     */
    public Tuning journal(Path file) {
        Preconditions.notNull("Tuning", "file", file);
        return options(options.journal(file));
    }

    /**
     * Returns a copy that saves the predictions of each trial for {@link Tuned#collectPredictions()}.
     *
     * @return the copy
     */
    public Tuning savePredictions() {
        return options(options.savePredictions());
    }

    /**
     * Returns a copy that throws before training if a network can't be built; otherwise such a network is noted and
     * left out.
     *
     * @return the copy
     */
    public Tuning requireValid() {
        return options(options.requireValid());
    }
}
