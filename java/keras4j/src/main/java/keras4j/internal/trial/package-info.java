/**
 * Hyperparameter search: runs the trials of a study in worker processes.
 *
 * <p>{@link keras4j.internal.trial.TuneCall} runs a search and {@link keras4j.internal.trial.PreflightCall} a
 * preflight, both for {@code Keras}.
 */
@NullMarked
package keras4j.internal.trial;

import org.jspecify.annotations.NullMarked;
