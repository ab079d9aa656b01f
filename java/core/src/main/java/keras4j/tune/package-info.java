/**
 * Looks for good values of what a spec leaves open.
 *
 * <p>A {@link keras4j.tune.Study} says what is open (a {@link keras4j.expr.Space}), by which folds and
 * {@link keras4j.tune.Criterion criteria} it is judged, and how it is looked for: {@link keras4j.tune.Search}. It is run with a
 * {@link keras4j.tune.Runner}, and gives {@link keras4j.tune.Tuned}:
 *
 * <pre>{@code
 * var space = Space.of(OpenValue.of("x", between(-1.0, 1.0)), OpenValue.of("y", between(0, 4)));
 * var rmse = Criterion.of(Measure.RMSE);
 * var study = Study.of(space, Resampling.folds(3).of(90), rmse).search(Search.grid(5)).seed(1);
 * var tuned = study.run(Runner.of(trial -> Outcome.of(rmse, error(trial.point(), trial.fold()))));
 * tuned.showBest();
 * var best = tuned.selectBest(Measure.RMSE);
 * }</pre>
 *
 * <p>A search is begun, and asks: its {@link keras4j.tune.Asker} gives a batch of {@link keras4j.tune.Trial}s, is told the
 * {@link keras4j.tune.Results} of all of it, and asks again. Trials become {@link keras4j.tune.Task}s, the units that are run,
 * repeated if their worker dies, and written into the journal. Which trials are asked for, in which order and in which tasks,
 * follows from the search and its seed alone, never from how many tasks run at once or which ends first. Nothing here knows of
 * workflows or of Keras.
 */
@NullMarked
package keras4j.tune;

import org.jspecify.annotations.NullMarked;
