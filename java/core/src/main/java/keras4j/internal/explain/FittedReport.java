package keras4j.internal.explain;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.explain.PermutationImportance;
import keras4j.fitted.Fitted;
import keras4j.internal.text.Quoted;
import keras4j.measure.Measure;
import keras4j.measure.Scores;
import keras4j.measure.TruthEstimates;
import keras4j.model.TrainingDataFingerprint;
import keras4j.plot.Chart;
import keras4j.plot.ChartTable;
import keras4j.plot.Report;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;

/**
 * Report page of a fitted model: its network, history, scores on some rows, and explanations. A chart that these rows
 * do not permit is replaced by the reason.
 *
 * @param predictions the predictions for {@code truth}, the rows that can be predicted
 * @param scores the scores of the predictions for a frame with outcomes
 */
public record FittedReport(
        Fitted fitted,
        Explainer explained,
        Predictions predictions,
        Examples truth,
        BiFunction<DataFrame, Measure, Scores> scores) {
    private static final int REPEATS = 5;
    private static final int DEPENDENCES = 4;
    private static final int MAX_LEVELS = 20;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public Report report() {
        Report page = model(Report.of(fitted.name()).table(made(predictions.rows())));
        page = page.section("Scores on " + predictions.rows() + " rows")
                .table(predictions.measure(truth).rows());
        for (Map.Entry<String, TruthEstimates> outcome :
                predictions.outcomes(truth).entrySet()) {
            page = outcome(page, outcome.getKey(), outcome.getValue());
        }
        return looked(page);
    }

    /** Returns what the report is about: the model, its outcomes and events, its date, and both sets of rows. */
    private ChartTable made(int rows) {
        List<List<String>> lines = new ArrayList<>();
        fitted.recipe()
                .ifPresent(recipe ->
                        lines.add(List.of("Formula", recipe.recipe().formula().toString())));
        fitted.schema().outcomes().forEach(outcome -> lines.add(List.of("Outcome", described(outcome))));
        lines.add(List.of("Made", DATE.format(fitted.created())));
        lines.add(List.of(
                "Learned from",
                fitted.trainingData().map(TrainingDataFingerprint::shapes).orElse("rows that were not recorded")));
        lines.add(List.of("Judged on", rows + " rows with " + Quoted.of(explained.columns())));
        fitted.versions().forEach((name, version) -> lines.add(List.of(name, version)));
        return new ChartTable(List.of("Report", fitted.name()), lines);
    }

    private static String described(Outcome outcome) {
        if (!outcome.classifies()) {
            return outcome.name() + ", numbers";
        }
        return outcome.name() + ", " + outcome.levels().size() + " levels: "
                + String.join(
                        ", ",
                        outcome.levels()
                                .subList(
                                        0, Math.min(MAX_LEVELS, outcome.levels().size())))
                + (outcome.levels().size() > MAX_LEVELS ? ", …" : "")
                + (outcome.levels().size() == 2
                        ? "; the event is " + outcome.levels().get(0)
                        : "");
    }

    private Report model(Report page) {
        Report model = page.section("Model")
                .code(fitted.summary())
                .chart(fitted.diagram().plot());
        int epochs = fitted.history().epochs();
        Report training = model.section("Training");
        return epochs == 0
                ? training.text("This model was not trained here, so it has no history.")
                : training.text(epochs + (epochs == 1 ? " epoch." : " epochs."))
                        .chart(fitted.history().plot());
    }

    private static Report outcome(Report page, String name, TruthEstimates cases) {
        if (Measure.RMSE.suits(cases)) {
            return page.section("Errors of " + name)
                    .chart(cases.observedPredicted().title("Predicted against observed"))
                    .chart(cases.residuals().title("Residuals"));
        }
        Report matrix = page.section("Classes of " + name)
                .text(events(cases))
                .chart(cases.confusion().plot().title("Confusion matrix"));
        return List.<Supplier<Chart>>of(
                        () -> cases.roc().plot().title("Receiver operating characteristic"),
                        () -> cases.pr().plot().title("Precision and recall"),
                        () -> cases.calibration().plot().title("Calibration"))
                .stream()
                .reduce(matrix, FittedReport::drawn, (one, other) -> other);
    }

    /** Returns the event of the measures and curves, or that each level is one. */
    private static String events(TruthEstimates cases) {
        List<String> levels = cases.confusion().levels();
        return levels.size() == 2
                ? "Measures and curves are of the event " + levels.get(0) + ", the first of "
                        + String.join(", ", levels) + "."
                : "Curves have each level as their event in turn.";
    }

    private static Report drawn(Report page, Supplier<Chart> chart) {
        try {
            return page.chart(chart.get());
        } catch (IllegalArgumentException undefined) {
            return page.text(String.valueOf(undefined.getMessage()));
        }
    }

    private Report looked(Report page) {
        boolean classes = fitted.schema().outcomes().stream().allMatch(outcome -> outcome.classifies());
        boolean numbers = fitted.schema().outcomes().stream().noneMatch(outcome -> outcome.classifies());
        if (!classes && !numbers) {
            return page.section("Importance")
                    .text("Importance and dependence need outcomes of one kind; this model has classes and numbers.");
        }
        Measure measure = classes ? Measure.MN_LOG_LOSS : Measure.RMSE;
        PermutationImportance importance =
                explained.importance(rows -> scores.apply(rows, measure), measure, REPEATS, 1);
        Report looked = page.section("Importance").chart(importance.plot()).section("Partial dependence");
        return importance.columns().stream()
                .limit(DEPENDENCES)
                .<Supplier<Chart>>map(
                        column -> () -> explained.dependence(column).plot())
                .reduce(looked, FittedReport::drawn, (one, other) -> other);
    }
}
