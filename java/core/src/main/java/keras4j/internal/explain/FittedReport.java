package keras4j.internal.explain;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import keras4j.data.Examples;
import keras4j.explain.PermutationImportance;
import keras4j.fitted.Fitted;
import keras4j.measure.Measure;
import keras4j.measure.TruthEstimates;
import keras4j.plot.Chart;
import keras4j.plot.Report;
import keras4j.prediction.Predictions;

/**
 * Report page of a fitted model: its network, history, scores on some rows, and explanations. A chart that these rows
 * do not permit is replaced by the reason.
 */
public record FittedReport(Fitted fitted, Explainer explained, Examples truth) {
    private static final int REPEATS = 5;
    private static final int DEPENDENCES = 4;

    public Report report() {
        Predictions predictions = explained.predict().apply(explained.frame());
        Report page = model(Report.of(fitted.name()).text(made()));
        page = page.section("Scores on " + predictions.rows() + " rows")
                .table(predictions.measure(truth).rows());
        for (Map.Entry<String, TruthEstimates> outcome :
                predictions.outcomes(truth).entrySet()) {
            page = outcome(page, outcome.getKey(), outcome.getValue());
        }
        return looked(page);
    }

    private String made() {
        return fitted.versions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", ", "Made with ", "."));
    }

    private Report model(Report page) {
        Report model = page.section("Model")
                .code(fitted.summary())
                .chart(fitted.diagram().plot());
        return fitted.history().epochs() == 0
                ? model
                : model.section("Training").chart(fitted.history().plot());
    }

    private static Report outcome(Report page, String name, TruthEstimates cases) {
        if (Measure.RMSE.suits(cases)) {
            return page.section("Errors of " + name)
                    .chart(cases.observedPredicted().title("Predicted against observed"))
                    .chart(cases.residuals().title("Residuals"));
        }
        Report matrix = page.section("Classes of " + name)
                .chart(cases.confusion().plot().title("Confusion matrix"));
        return List.<Supplier<Chart>>of(
                        () -> cases.roc().plot().title("Receiver operating characteristic"),
                        () -> cases.pr().plot().title("Precision and recall"),
                        () -> cases.calibration().plot().title("Calibration"))
                .stream()
                .reduce(matrix, FittedReport::drawn, (one, other) -> other);
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
            return page;
        }
        PermutationImportance importance =
                explained.importance(truth, classes ? Measure.MN_LOG_LOSS : Measure.RMSE, REPEATS, 1);
        Report looked = page.section("Importance").chart(importance.plot()).section("Partial dependence");
        return importance.columns().stream()
                .limit(DEPENDENCES)
                .<Supplier<Chart>>map(
                        column -> () -> explained.dependence(column).plot())
                .reduce(looked, FittedReport::drawn, (one, other) -> other);
    }
}
