/**
 * Predictions of a fitted model, with prediction and confidence intervals.
 *
 * <pre>{@code
 * Predictions predictions = keras.predict(fitted, test);
 * predictions.values();                               // column .pred of a regression
 * predictions.classes();                              // column .pred_class of a classification
 * predictions.probabilities();                        // columns .pred_<level>
 * predictions.augment(test);                          // beside the rows, with residuals
 * predictions.measure(test, Measure.RMSE);
 *
 * Intervals intervals = keras.intervals(fitted, test);
 * intervals.prediction(0.95);                         // columns .pred, .pred_lower, .pred_upper
 * }</pre>
 *
 * <p>{@link keras4j.prediction.Predictions} interpret the outputs of the network by the schema of the fit. Column
 * names are those of tidymodels. {@link keras4j.prediction.Intervals} come from the Laplace approximation of the
 * last layer or from conformal prediction; any level follows without another pass through the model.
 */
@NullMarked
package keras4j.prediction;

import org.jspecify.annotations.NullMarked;
