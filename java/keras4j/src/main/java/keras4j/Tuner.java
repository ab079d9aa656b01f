package keras4j;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import keras4j.expr.Point;
import keras4j.fitted.Fitted;
import keras4j.internal.text.Preconditions;
import keras4j.measure.Measures;
import keras4j.resample.Resampling;
import keras4j.session.Preflight;
import keras4j.tune.NestedTuned;
import keras4j.tune.Runner;
import keras4j.tune.Search;
import keras4j.tune.Tuned;
import keras4j.tune.TunedSet;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;

/**
 * Operations of {@link Keras} that search for hyperparameters. Interrupting the calling thread, or the time limit of
 * {@link Keras#within}, ends a search with the finished trials.
 */
public interface Tuner extends Trainer {
    /**
     * Searches for the best values of a workflow's hyperparameters. Each point of the search is fitted to each fold, in
     * worker processes, and scored on the held-out rows.
     *
     * @param tuning the search
     * @param frame all rows
     * @return the results
     */
    Tuned tune(Tuning tuning, DataFrame frame);

    /**
     * Searches for the best values of a workflow's hyperparameters, with trials that a given runner runs, such as that of a
     * cluster. Networks are built beforehand if the factory asks for it; otherwise the runner's results report those that
     * can't be built.
     *
     * @param tuning the search
     * @param frame all rows
     * @param runners the source of the runner
     * @return the results
     */
    Tuned tune(Tuning tuning, DataFrame frame, Runner.Factory runners);

    /**
     * Searches for the best values of a workflow's hyperparameters, as in {@code keras.tune(open, frame, folds(3), grid(3),
     * metrics(ACCURACY))}.
     *
     * @param workflow the workflow with hyperparameters
     * @param frame all rows
     * @param resampling the resampling on which each point is scored
     * @param search the search strategy
     * @param measures the measures to score; the first is optimized
     * @return the results
     */
    default Tuned tune(Workflow workflow, DataFrame frame, Resampling resampling, Search search, Measures measures) {
        Preconditions.notNull("Keras", "workflow", workflow);
        return tune(Tuning.of(workflow, resampling, search, measures), frame);
    }

    /**
     * Tunes several workflows on identical folds, to be ranked together: several recipes with several networks, as
     * {@link TunedSet#cross} joins them. A workflow without hyperparameters is resampled; one that can't be searched is
     * noted and left out. A resampling without a seed uses that of the first workflow. With a journal, each workflow
     * has a file of its own, named after it: {@code search.journal.scaled_small}.
     *
     * @param tunings the searches by name
     * @param frame all rows
     * @return the results by name
     * @throws IllegalArgumentException if the folds differ
     */
    TunedSet tune(Map<String, Tuning> tunings, DataFrame frame);

    /**
     * Estimates the performance of the best point of a search on unseen rows (nested resampling). Each outer fold has a
     * search on inner folds, those of {@code tuning}, and a fit of the best point to the outer fold. With a journal,
     * each search has a file of its own, named after it: {@code search.journal.1}, and {@code search.journal.1.outer}
     * for its choice.
     *
     * @param tuning the search with the inner resampling
     * @param outer the outer resampling
     * @param frame all rows
     * @return the results
     */
    default NestedTuned tuneNested(Tuning tuning, Resampling outer, DataFrame frame) {
        return tuneNested(tuning, outer, Tuned::selectBest, frame);
    }

    /**
     * Estimates the performance of a search by nested resampling, with another choice than the best point of each
     * search.
     *
     * @param tuning the search with the inner resampling
     * @param outer the outer resampling
     * @param choose the choice, as in {@code tuned -> tuned.selectBest(ROC_AUC)}
     * @param frame all rows
     * @return the results
     */
    NestedTuned tuneNested(Tuning tuning, Resampling outer, Function<Tuned, Point> choose, DataFrame frame);

    /**
     * Fits a workflow with the best point of a search.
     *
     * @param open the workflow with hyperparameters
     * @param tuned the results of its search
     * @param frame the rows to learn from
     * @return the fitted model
     */
    default Fitted fitBest(Workflow open, Tuned tuned, DataFrame frame) {
        Preconditions.notNull("Keras", "open", open);
        Preconditions.notNull("Keras", "tuned", tuned);
        return fit(open.at(tuned.selectBest()), frame);
    }

    /**
     * Evaluates a workflow without hyperparameters by resampling, with the measures, means and standard errors of a search.
     *
     * @param workflow the workflow
     * @param frame all rows
     * @param resampling the rows to fit and score on
     * @param measures the measures to score
     * @return the results
     */
    default Tuned fitResamples(Workflow workflow, DataFrame frame, Resampling resampling, Measures measures) {
        Preconditions.notNull("Keras", "workflow", workflow);
        return tune(Tuning.of(workflow, resampling, Search.points(List.of(Point.NONE)), measures), frame);
    }

    /**
     * Builds the network of each point without training it. The result says which networks can't be built and why, by
     * block, and the number of parameters of the others. {@code Search.points(preflight.valid())} searches only valid
     * points.
     *
     * @param workflow the workflow with hyperparameters
     * @param frame all rows
     * @param points the points to check
     * @return the checks
     */
    Preflight preflight(Workflow workflow, DataFrame frame, List<Point> points);
}
