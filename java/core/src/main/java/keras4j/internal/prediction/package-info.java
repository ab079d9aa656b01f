/**
 * Predictions of single outputs as frame columns, behind the types of {@code keras4j.prediction}.
 *
 * <p>{@link keras4j.internal.prediction.OutputPredictions} is one output,
 * {@link keras4j.internal.prediction.TruthAndPredictions} joins it with the truth.
 */
@NullMarked
package keras4j.internal.prediction;

import org.jspecify.annotations.NullMarked;
