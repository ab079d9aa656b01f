/**
 * Model evaluation: yardstick's measures and curves, computed from truth and predictions alone.
 *
 * <p>{@link keras4j.measure.TruthEstimates} hold truth and predictions of some rows. A {@link keras4j.measure.Measure} reduces
 * them to one number, {@link keras4j.measure.Measures} compute several, a {@link keras4j.measure.PerformanceCurve} has points to
 * plot, a {@link keras4j.measure.ConfusionMatrix} counts. Names, defaults and undefined cases are those of
 * <a href="https://yardstick.tidymodels.org/reference/">yardstick</a>; of two classes the first level is the event
 * unless another is chosen.
 *
 * <p>Differences from yardstick: a missing value is an error instead of a row that is silently left out. Averages over
 * levels leave out undefined levels in {@code ppv}, {@code npv} and {@code bal_accuracy} too. Case weights weight the
 * Brier score as they weight all other means.
 */
@NullMarked
package keras4j.measure;

import org.jspecify.annotations.NullMarked;
