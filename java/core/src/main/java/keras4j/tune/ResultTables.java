package keras4j.tune;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.internal.text.Quoted;
import keras4j.tune.TrialResult.CriterionScore;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Tables of the results of a search. */
final class ResultTables {
    private static final String FOLD = "id";
    private static final String CONFIG = ".config";

    private final Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
    private int rows;

    private ResultTables(List<String> names) {
        names.forEach(name -> columns.put(name, new ArrayList<>()));
    }

    private static List<String> names(List<String> before, Tuned tuned, List<String> after) {
        List<String> names = new ArrayList<>(before);
        names.addAll(tuned.space().names());
        names.addAll(after);
        return names;
    }

    /** Checks that no outcome has the name of another column of the table of predictions. */
    static void requireOtherNames(List<String> outcomes, Collection<String> hyperparameters) {
        List<String> others = new ArrayList<>(List.of(FOLD, MeanPredictions.ROW, CONFIG));
        others.addAll(hyperparameters);
        for (String outcome : outcomes) {
            if (others.contains(outcome)) {
                throw new IllegalArgumentException(
                        "Tuning: for saved predictions, outcomes must not be named like their" + " columns "
                                + Quoted.of(others) + ", got '" + outcome + "'; rename the outcome");
            }
        }
    }

    /** Begins a row. */
    private ResultTables row() {
        columns.values().forEach(column -> column.add(null));
        rows++;
        return this;
    }

    private ResultTables cell(String name, @Nullable Object value) {
        List<@Nullable Object> column = columns.get(name);
        if (column != null) {
            column.set(rows - 1, value);
        }
        return this;
    }

    private ResultTables scored(Candidate candidate, CriterionScore score) {
        return row().choices(candidate)
                .cell(".metric", score.criterion())
                .cell(".estimator", score.estimator())
                .cell(".estimate", number(score.value()));
    }

    private ResultTables choices(Candidate candidate) {
        candidate
                .point()
                .values()
                .keySet()
                .forEach(name -> cell(name, shown(candidate.point().value(name))));
        return cell(CONFIG, candidate.config());
    }

    /** Returns a choice as a cell: numbers and texts unchanged, other values as they print. */
    static @Nullable Object shown(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private DataFrame frame() {
        Series<?>[] series = columns.values().stream()
                .map(column -> Series.of(column.toArray()))
                .toArray(Series<?>[]::new);
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new)).of(series);
    }

    static DataFrame metrics(Tuned tuned, List<Candidate> candidates, List<Criterion> criteria) {
        ResultTables table = new ResultTables(
                names(List.of(), tuned, List.of(".metric", ".estimator", "mean", "n", "std_err", CONFIG)));
        for (Candidate candidate : candidates) {
            for (Criterion criterion : criteria) {
                ScoreSummary summary = candidate.of(criterion);
                table.row()
                        .choices(candidate)
                        .cell(".metric", criterion.name())
                        .cell(".estimator", estimator(candidate, criterion))
                        .cell("mean", number(summary.mean()))
                        .cell("n", summary.n())
                        .cell("std_err", number(summary.stdErr()));
            }
        }
        return table.frame();
    }

    private static @Nullable String estimator(Candidate candidate, Criterion criterion) {
        return candidate.outcomes().values().stream()
                .flatMap(outcome -> outcome.scores().stream())
                .filter(score -> score.criterion().equals(criterion.name()))
                .map(CriterionScore::estimator)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    static DataFrame foldMetrics(Tuned tuned) {
        ResultTables table =
                new ResultTables(names(List.of(FOLD), tuned, List.of(".metric", ".estimator", ".estimate", CONFIG)));
        for (Candidate candidate : tuned.candidates()) {
            candidate.outcomes().forEach((fold, outcome) -> outcome.scores()
                    .forEach(score -> table.scored(candidate, score)
                            .cell(FOLD, tuned.folds().get(fold))));
        }
        return table.frame();
    }

    private static List<String> predicted(Tuned tuned) {
        return tuned.candidates().stream()
                .flatMap(candidate -> candidate.outcomes().values().stream())
                .flatMap(outcome -> outcome.predictions().keySet().stream())
                .distinct()
                .toList();
    }

    static DataFrame meanPredictions(Tuned tuned) {
        ResultTables table = new ResultTables(names(predicted(tuned), tuned, List.of(CONFIG)));
        for (Candidate candidate : tuned.candidates()) {
            MeanPredictions means = new MeanPredictions();
            candidate.outcomes().values().forEach(means::add);
            means.rows().forEach(row -> {
                table.row().choices(candidate);
                row.forEach(table::cell);
            });
        }
        return table.frame();
    }

    static DataFrame predictions(Tuned tuned) {
        List<String> before = new ArrayList<>(List.of(FOLD));
        before.addAll(predicted(tuned));
        ResultTables table = new ResultTables(names(before, tuned, List.of(CONFIG)));
        for (Candidate candidate : tuned.candidates()) {
            candidate
                    .outcomes()
                    .forEach((fold, outcome) -> table.predicted(tuned.folds().get(fold), candidate, outcome));
        }
        return table.frame();
    }

    private void predicted(String fold, Candidate candidate, TrialResult outcome) {
        int count = outcome.predictions().values().stream()
                .mapToInt(List::size)
                .max()
                .orElse(0);
        for (int at = 0; at < count; at++) {
            row().choices(candidate).cell(FOLD, fold);
            int place = at;
            outcome.predictions().forEach((name, cells) -> cell(name, cells.get(place)));
        }
    }

    static DataFrame notes(Tuned tuned) {
        ResultTables table = new ResultTables(List.of(FOLD, CONFIG, "type", "note"));
        for (Candidate candidate : tuned.candidates()) {
            candidate
                    .outcomes()
                    .forEach((fold, outcome) -> table.notes(tuned.folds().get(fold), candidate, outcome));
        }
        return table.frame();
    }

    private void notes(String id, Candidate candidate, TrialResult outcome) {
        outcome.notes().forEach(note -> note(id, candidate, "note", note));
        if (outcome.failure() != null) {
            note(id, candidate, "error", outcome.failure());
        }
    }

    private void note(String fold, Candidate candidate, String type, String note) {
        row().cell(FOLD, fold)
                .cell(CONFIG, candidate.config())
                .cell("type", type)
                .cell("note", note);
    }
}
