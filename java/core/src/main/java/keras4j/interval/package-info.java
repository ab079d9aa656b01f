/**
 * The numbers behind intervals, without any model: {@link keras4j.interval.Laplace}, the posterior of a last layer,
 * {@link keras4j.interval.Scores}, how far predictions were off where nothing was learned, and
 * {@link keras4j.interval.Steps}, the columns of a forecast as steps.
 */
@NullMarked
package keras4j.interval;

import org.jspecify.annotations.NullMarked;
