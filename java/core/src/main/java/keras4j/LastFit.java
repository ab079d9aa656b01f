package keras4j;

import keras4j.measure.Scores;

/**
 * A workflow fitted to the training rows of a split and judged by its testing rows.
 *
 * @param fitted the model
 * @param predictions for the testing rows
 * @param scores how good they are
 */
public record LastFit(Fitted fitted, Predictions predictions, Scores scores) {}
