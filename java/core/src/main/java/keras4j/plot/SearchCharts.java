package keras4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keras4j.internal.text.Preconditions;

/** Charts of hyperparameter searches. */
final class SearchCharts {
    private SearchCharts() {}

    static void check(String subject, ChartVariable score, ChartVariable... parameters) {
        Preconditions.notEmpty(subject, "score", score.size());
        Preconditions.notEmpty(subject, "parameters", parameters.length);
        for (ChartVariable parameter : parameters) {
            Preconditions.sameSize(subject, "the score", score.size(), "'" + parameter.name() + "'", parameter.size());
        }
    }

    static Chart progress(ChartVariable score, boolean higherIsBetter) {
        double[] scores =
                score.compared().stream().mapToDouble(Double::doubleValue).toArray();
        ChartPoints trials = ChartPoints.of("trial", scores);
        List<Mark> marks = new ArrayList<>(List.of(new LineMarks(best(trials, higherIsBetter), 1, false)));
        marks.addAll(score.dots("trial", trials.x()));
        return Charts.xy("search", ChartAxis.whole("trial"), score.axis(), marks);
    }

    /** Returns a step line of the best score up to each trial. */
    private static ChartPoints best(ChartPoints trials, boolean higherIsBetter) {
        double[] x = new double[2 * trials.size()];
        double[] y = new double[2 * trials.size()];
        double best = Double.NaN;
        for (int trial = 0; trial < trials.size(); trial++) {
            x[2 * trial] = trial + 1.0;
            y[2 * trial] = best;
            double score = trials.y().get(trial);
            boolean better = Double.isNaN(best) || (higherIsBetter ? score > best : score < best);
            best = Double.isFinite(score) && better ? score : best;
            x[2 * trial + 1] = trial + 1.0;
            y[2 * trial + 1] = best;
        }
        return ChartPoints.of("best so far", x, y);
    }

    static Chart byParameter(ChartVariable score, ChartVariable... parameters) {
        List<Panel> panels = Arrays.stream(parameters)
                .map(parameter -> Panel.of(parameter.axis(), score.axis(), score.dots("", parameter.values())))
                .toList();
        double wide = panels.size() == 1 ? 560 : panels.size() == 2 ? 340 : 290;
        return Chart.of(new PanelGrid(score.name() + " by parameter", panels, wide, 270));
    }
}
