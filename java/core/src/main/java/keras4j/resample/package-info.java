/**
 * Which rows are learned from and which are judged by.
 *
 * <p>A {@link keras4j.resample.Resampling} is described, {@code Resampling.folds(10).strata("y").seed(1)}, and then drawn for
 * some rows: {@link keras4j.resample.Folds}, a list of {@link keras4j.resample.Split}s, which are row numbers and therefore hold
 * for any data of as many rows. Names, defaults and ids are those of <a href="https://rsample.tidymodels.org/">rsample</a>.
 *
 * <p>Rows are numbered from 0, and stay in the order of the data, also where they are drawn. The same seed gives the same rows
 * on every machine; without one, each drawing is another.
 */
@NullMarked
package keras4j.resample;

import org.jspecify.annotations.NullMarked;
