package keras4j.internal.fitted;

import java.util.List;
import keras4j.internal.interval.ConformityScores;

/**
 * Content of a conformal predictor, which {@code keras4j.fitted.Conformal} shows to users.
 *
 * @param models the models: one, or one for each fold
 * @param scores the conformity scores of each outcome, and each of its numbers, by model
 */
public record ConformalModel(List<FittedModel> models, List<List<ConformityScores>> scores) {
    public ConformalModel {
        models = List.copyOf(models);
        scores = scores.stream().map(List::copyOf).toList();
    }

    /** Returns the number of rows that the scores were computed from. */
    public int rows() {
        return scores.get(0).get(0).count();
    }
}
