package keras4j.tracking;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.expr.Point;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.tune.SearchProgress;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import keras4j.tune.TrialResult.CriterionScore;

/** Events of fits and searches, as a session sends them to its listener. */
final class Fits {
    private Fits() {}

    /** Trains some epochs, whose loss is one divided by the number of the epoch. */
    static void fit(ProgressListener listener, int epochs) {
        TrainingControl training = begun(listener, epochs);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            training.epochBegins(epoch);
            listener.onEpochBegin(training);
            Map<String, Double> logs = new LinkedHashMap<>();
            logs.put("loss", 1.0 / epoch);
            logs.put("val_loss", 2.0 / epoch);
            listener.onEpochEnd(training, logs);
        }
        listener.onTrainEnd(training);
    }

    /** Begins a training. */
    static TrainingControl begun(ProgressListener listener, int epochs) {
        TrainingControl training = new TrainingControl();
        training.begins(epochs);
        listener.onTrainBegin(training);
        return training;
    }

    /** Ends a trial of a search. */
    static void trial(ProgressListener listener, Point point, int fold, TrialResult result) {
        listener.onSearch(new SearchProgress(
                1, Optional.empty(), 0, Duration.ZERO, Optional.empty(), Map.of(new Trial(point, fold), result)));
    }

    static TrialResult accuracy(double value) {
        return new TrialResult(List.of(new CriterionScore("accuracy", "multiclass", value)), List.of(), null, Map.of());
    }
}
