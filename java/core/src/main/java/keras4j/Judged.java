package keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.measure.Cases;
import keras4j.measure.Score;
import keras4j.measure.Scores;
import keras4j.tune.Outcome;
import keras4j.tune.Scored;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** What the predictions of a trial are worth. */
final class Judged {
    private Judged() {}

    /** Scores of the predictions; of several outcomes the mean of each measure over those that it suits. */
    static Outcome of(Tuning tuning, Predictions predictions, TrialFold fold) {
        Map<String, Cases> cases = predictions.outcomes(fold.assessed());
        Scores scores = tuning.measures().scores(cases);
        List<Score> all =
                scores.outcomes().values().stream().flatMap(List::stream).toList();
        Outcome outcome = scores.outcomes().size() == 1 ? Outcome.of(all) : several(tuning, scores, all);
        if (tuning.goal() != null) {
            outcome = outcome.and(Scored.of(tuning.goal(), cases));
        }
        return tuning.predictions()
                ? outcome.predictions(columns(predictions.numbers().hConcat(fold.truth())))
                : outcome;
    }

    private static Outcome several(Tuning tuning, Scores scores, List<Score> all) {
        List<Scored> means = tuning.measures().list().stream()
                .filter(measure ->
                        all.stream().anyMatch(score -> score.measure().equals(measure)))
                .map(measure -> new Scored(measure.toString(), "mean", scores.value(measure)))
                .toList();
        List<String> notes = new ArrayList<>();
        all.forEach(score -> score.notes().forEach(note -> notes.add(score.measure() + ": " + note)));
        return new Outcome(means, notes, null, Map.of());
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
