/**
 * Hyperparameter tuning: search for good values of the hyperparameters of a spec.
 *
 * <p>A {@link keras4j.tune.Study} has the hyperparameters (a {@link keras4j.expr.Space}), the folds, the
 * {@link keras4j.tune.Criterion criteria} and the strategy, a {@link keras4j.tune.Search}. It is run with a
 * {@link keras4j.tune.Runner}, and gives {@link keras4j.tune.Tuned}:
 *
 * <pre>{@code
 * var space = Space.of(Hyperparameter.of("x", between(-1.0, 1.0)), Hyperparameter.of("y", between(0, 4)));
 * var rmse = Criterion.of(Measure.RMSE);
 * var study = Study.of(space, Resampling.folds(3).of(90), rmse).search(Search.grid(5)).seed(1);
 * var tuned = study.run(Runner.of(trial -> TrialResult.of(rmse, error(trial.point(), trial.fold()))));
 * tuned.showBest();
 * var best = tuned.selectBest(Measure.RMSE);
 * }</pre>
 *
 * <p>The {@link keras4j.tune.SearchSession} of a search requests a batch of {@link keras4j.tune.Trial}s, gets the
 * {@link keras4j.tune.Results} of all of them, and requests the next batch. Trials become {@link keras4j.tune.Task}s,
 * the units that are run, repeated if their worker dies, and written into the journal. The trials, their order and their
 * tasks depend on the search and its seed alone, never on the number of parallel tasks or their speed. A {@link
 * keras4j.tune.Study} needs neither a workflow nor Keras; a {@link keras4j.tune.Tuning} is a search over a workflow.
 */
@NullMarked
package keras4j.tune;

import org.jspecify.annotations.NullMarked;
