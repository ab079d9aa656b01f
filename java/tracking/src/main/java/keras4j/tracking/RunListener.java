package keras4j.tracking;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.expr.Point;
import keras4j.internal.text.Preconditions;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.tune.SearchProgress;
import keras4j.tune.TrialResult;

/**
 * Listener that records a run: the epochs of a fit, the folds of a calibration as child runs with their epochs, and the
 * candidates of a search as child runs with their scores.
 */
abstract class RunListener implements ProgressListener {
    private final RunLog log;
    private final Map<Point, CandidateLog> candidates = new HashMap<>();
    private volatile RunLog fit;

    RunListener(RunLog log) {
        this.log = log;
        this.fit = log;
    }

    @Override
    public final void onStage(String name, int done, int all) {
        Preconditions.notNull("RunListener", "name", name);
        if (name.equals("fold")) {
            fit = done < all ? log.child("fold " + (done + 1), Map.of()) : log;
        }
    }

    @Override
    public final void onTrainBegin(TrainingControl training) {
        fit.begin();
    }

    @Override
    public final void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
        Preconditions.notNull("RunListener", "training", training);
        fit.epoch(training.epoch(), Preconditions.entries("RunListener", "logs", logs));
    }

    @Override
    public final void onTrainEnd(TrainingControl training) {
        fit.end();
    }

    @Override
    public final void onSearch(SearchProgress progress) {
        Preconditions.notNull("RunListener", "progress", progress);
        progress.latest().forEach((trial, result) -> candidates
                .computeIfAbsent(trial.point(), this::candidate)
                .add(trial.fold(), result));
    }

    private CandidateLog candidate(Point point) {
        Map<String, String> parameters = new LinkedHashMap<>();
        point.values().keySet().forEach(name -> parameters.put(name, String.valueOf(point.value(name))));
        String name = point.values().isEmpty() ? "candidate" : point.toString();
        return new CandidateLog(log.child(name, parameters));
    }

    /** Log of a candidate: the score of each fold, and the mean of the folds so far under the name of the criterion. */
    private static final class CandidateLog {
        private final RunLog log;
        private final Map<String, double[]> sums = new HashMap<>();

        CandidateLog(RunLog log) {
            this.log = log;
        }

        void add(int fold, TrialResult result) {
            if (result.failure() != null) {
                log.failure(result.failure());
            }
            result.scores().forEach(score -> add(fold, score.criterion(), score.value()));
        }

        private void add(int fold, String criterion, double score) {
            log.metrics(fold + 1L, Map.of("fold_" + criterion, score));
            if (!Double.isNaN(score)) {
                double[] sum = sums.computeIfAbsent(criterion, any -> new double[2]);
                sum[0] += score;
                sum[1]++;
                log.metrics((long) sum[1], Map.of(criterion, sum[0] / sum[1]));
            }
        }
    }
}
