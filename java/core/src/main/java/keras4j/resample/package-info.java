/**
 * Resampling: splits of rows into those to fit a model on and those to evaluate it on.
 *
 * <p>A {@link keras4j.resample.Resampling} is a description, as in {@code Resampling.folds(10).strata("y").seed(1)}.
 * Drawn for some rows, it gives {@link keras4j.resample.Folds}: a list of {@link keras4j.resample.RowSplit}s. These are
 * row numbers and therefore hold for any data with as many rows. Names, defaults and ids are those of <a
 * href="https://rsample.tidymodels.org/">rsample</a>: the analysis rows are fitted on, the assessment rows evaluated
 * on.
 *
 * <p>Rows are numbered from 0 and stay in the order of the data, even if drawn at random. One seed gives identical rows
 * on every machine; without a seed, each drawing differs.
 */
@NullMarked
package keras4j.resample;

import org.jspecify.annotations.NullMarked;
