package keras4j.prediction;

import java.util.List;
import java.util.stream.Collectors;
import keras4j.internal.prediction.OutputPredictions;
import keras4j.internal.text.Quoted;

/** Choice of the outcomes that a method of {@link Predictions} applies to, and the refusal of others. */
final class PredictedOutcomes {
    private PredictedOutcomes() {}

    /** Returns the predictions of the only outcome. */
    static OutputPredictions only(List<OutputPredictions> heads, String asked) {
        if (heads.size() > 1) {
            throw new IllegalStateException(
                    "Predictions: " + asked + " must be called on one outcome, got " + Quoted.cut(names(heads))
                            + "; use of(\"" + heads.get(0).outcome().name() + "\")");
        }
        return heads.get(0);
    }

    /** Returns the predictions of the classes, or of the numbers. */
    static List<OutputPredictions> asked(List<OutputPredictions> heads, String asked, boolean classes) {
        List<OutputPredictions> asking = heads.stream()
                .filter(head -> head.outcome().classifies() == classes)
                .toList();
        if (asking.isEmpty()) {
            throw new IllegalStateException("Predictions: " + asked + " must be called on a "
                    + (classes ? "classifier" : "regression") + ", got the " + (classes ? "numbers" : "classes")
                    + " of "
                    + Quoted.cut(names(heads)) + "; use " + (classes ? "values()" : "classes() or probabilities()"));
        }
        return asking;
    }

    static String names(List<OutputPredictions> heads) {
        return heads.stream().map(head -> "'" + head.outcome().name() + "'").collect(Collectors.joining(", "));
    }
}
