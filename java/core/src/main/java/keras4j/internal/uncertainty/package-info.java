/**
 * Prediction and confidence intervals of a model's outputs: conformal, or by the Laplace approximation.
 *
 * <p>{@link keras4j.internal.uncertainty.ModelIntervals} combines the
 * {@link keras4j.internal.uncertainty.OutputIntervals} of each output, for {@link keras4j.scoring.Scorer}.
 */
@NullMarked
package keras4j.internal.uncertainty;

import org.jspecify.annotations.NullMarked;
