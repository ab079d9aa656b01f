/**
 * Prediction intervals as plain numbers, without a model.
 *
 * <p>{@link keras4j.internal.interval.Laplace} is the posterior of a last layer, {@link
 * keras4j.internal.interval.ConformityScores} hold the conformity scores of held-out rows, and {@link
 * keras4j.internal.interval.ForecastColumns} map the columns of a forecast to steps.
 */
@NullMarked
package keras4j.internal.interval;

import org.jspecify.annotations.NullMarked;
