package keras4j;

import keras4j.fitted.Fitted;
import keras4j.internal.text.Preconditions;
import keras4j.measure.Scores;
import keras4j.prediction.Predictions;

/**
 * Workflow fitted to the training rows of a split, with predictions and scores for its testing rows.
 *
 * @param fitted the model
 * @param predictions the predictions for the testing rows
 * @param scores the scores of the predictions
 */
public record LastFit(Fitted fitted, Predictions predictions, Scores scores) {
    /**
     * Checks the components.
     *
     * @param fitted the model
     * @param predictions the predictions for the testing rows
     * @param scores the scores of the predictions
     */
    public LastFit {
        Preconditions.notNull("LastFit", "fitted", fitted);
        Preconditions.notNull("LastFit", "predictions", predictions);
        Preconditions.notNull("LastFit", "scores", scores);
    }
}
