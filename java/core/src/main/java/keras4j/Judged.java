package keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.measure.Cases;
import keras4j.measure.Score;
import keras4j.measure.Scores;
import keras4j.tune.Criterion;
import keras4j.tune.Outcome;
import keras4j.tune.Scored;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** What the predictions of a trial are worth, by the criteria of {@link Rehearsal}. */
final class Judged {
    private Judged() {}

    /** Scores of the predictions, and these beside the truth where they are to be kept. */
    static Outcome of(Tuning tuning, Predictions predictions, TrialFold fold) {
        Map<String, Cases> cases = predictions.outcomes(fold.assessed());
        Scores scores = tuning.measures().quietly(cases);
        Outcome outcome = new Outcome(scored(tuning, scores), notes(scores), null, Map.of());
        if (tuning.goal() != null) {
            outcome = outcome.and(Scored.of(tuning.goal(), cases));
        }
        return tuning.predictions()
                ? outcome.predictions(columns(predictions.columns().hConcat(fold.truth())))
                : outcome;
    }

    private static List<Scored> scored(Tuning tuning, Scores scores) {
        boolean several = scores.outcomes().size() > 1;
        Stream<Scored> means = tuning.measures().list().stream()
                .filter(measure -> several)
                .map(measure -> new Scored(measure.toString(), "mean", scores.value(measure)));
        Stream<Scored> own = tuning.measures().list().stream()
                .flatMap(measure -> scores.outcomes().entrySet().stream().flatMap(each -> each.getValue().stream()
                        .filter(score -> score.measure().equals(measure))
                        .map(score -> new Scored(
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
