/**
 * Computation of explanations, calibration, verification and reports from a model's outputs, for {@link
 * keras4j.scoring.Scorer}.
 *
 * <p>{@link keras4j.internal.explain.Explainer} computes importance and dependence.
 */
@NullMarked
package keras4j.internal.explain;

import org.jspecify.annotations.NullMarked;
