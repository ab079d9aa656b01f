/**
 * How good predictions are: yardstick's measures and curves, computed from truth and predictions alone.
 *
 * <p>{@link keras4j.measure.Cases} hold truth and predictions of some rows; a {@link keras4j.measure.Measure} makes one number
 * of them, {@link keras4j.measure.Measures} a frame of several, a {@link keras4j.measure.Curve} points to be drawn, a
 * {@link keras4j.measure.ConfusionMatrix} counts. Names, defaults and what is undefined are those of
 * <a href="https://yardstick.tidymodels.org/reference/">yardstick</a>; of two classes the first level is the event unless
 * another is chosen.
 *
 * <p>Differences to yardstick: a missing value is an error instead of a row that is silently left out; averages over levels
 * leave out undefined levels in {@code ppv}, {@code npv} and {@code bal_accuracy} too; case weights weight the Brier score as
 * they weight all other means.
 */
@NullMarked
package keras4j.measure;

import org.jspecify.annotations.NullMarked;
