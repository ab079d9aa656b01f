package keras4j.internal.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.measure.Score;
import keras4j.measure.Scores;
import keras4j.measure.TruthEstimates;
import keras4j.prediction.Predictions;
import keras4j.tune.Criterion;
import keras4j.tune.TrialResult;
import keras4j.tune.TrialResult.CriterionScore;
import keras4j.tune.Tuning;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Scoring of a trial's predictions by the criteria of {@link ScoredCriteria}. */
final class TrialScoring {
    private TrialScoring() {}

    /** Scores predictions, and keeps them with the truth if requested. */
    static TrialResult of(Tuning tuning, Predictions predictions, TrialFold fold) {
        Map<String, TruthEstimates> cases = predictions.outcomes(fold.assessed());
        Scores scores = tuning.measures().quietly(cases);
        TrialResult outcome = new TrialResult(scored(tuning, scores), notes(scores), null, Map.of());
        if (tuning.options().goal() != null) {
            outcome = outcome.and(CriterionScore.of(tuning.options().goal(), cases));
        }
        return tuning.options().predictions()
                ? outcome.predictions(columns(predictions.columns().hConcat(fold.truth())))
                : outcome;
    }

    private static List<CriterionScore> scored(Tuning tuning, Scores scores) {
        boolean several = scores.outcomes().size() > 1;
        Stream<CriterionScore> means = tuning.measures().list().stream()
                .filter(measure -> several)
                .map(measure -> new CriterionScore(measure.toString(), "mean", scores.value(measure)));
        Stream<CriterionScore> own = tuning.measures().list().stream()
                .flatMap(measure -> scores.outcomes().entrySet().stream().flatMap(each -> each.getValue().stream()
                        .filter(score -> score.measure().equals(measure))
                        .map(score -> new CriterionScore(
                                name(score, each.getKey(), several),
                                score.estimator().toString(),
                                score.value()))));
        return Stream.concat(means, own).toList();
    }

    private static String name(Score score, String outcome, boolean several) {
        return several
                ? Criterion.of(score.measure(), outcome).name()
                : score.measure().toString();
    }

    private static List<String> notes(Scores scores) {
        boolean several = scores.outcomes().size() > 1;
        List<String> notes = new ArrayList<>();
        scores.outcomes()
                .forEach((outcome, all) -> all.forEach(score ->
                        score.notes().forEach(note -> notes.add(name(score, outcome, several) + ": " + note))));
        return notes;
    }

    private static Map<String, List<@Nullable Object>> columns(DataFrame frame) {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        for (String name : frame.getColumnsIndex()) {
            List<@Nullable Object> cells = new ArrayList<>();
            frame.getColumn(name).forEach(cells::add);
            columns.put(name, cells);
        }
        return columns;
    }
}
