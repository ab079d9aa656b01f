package keras4j.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures of a search for parameters. */
final class Searches {
    private Searches() {}

    static void check(String subject, Variable score, Variable... parameters) {
        Given.notEmpty(subject, "score", score.size());
        Given.notEmpty(subject, "parameters", parameters.length);
        for (Variable parameter : parameters) {
            Given.sameSize(subject, "the score", score.size(), "'" + parameter.name() + "'", parameter.size());
        }
    }

    static Chart progress(Variable score, boolean higherIsBetter) {
        double[] scores =
                score.compared().stream().mapToDouble(Double::doubleValue).toArray();
        Points trials = Points.of("trial", scores);
        List<Mark> marks = new ArrayList<>(List.of(new Lines(best(trials, higherIsBetter), 1, false)));
        marks.addAll(score.dots("trial", trials.x()));
        return Charts.xy("search", Axis.whole("trial"), score.axis(), marks);
    }

    /** A staircase: the best score until each trial. */
    private static Points best(Points trials, boolean higherIsBetter) {
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
        return Points.of("best so far", x, y);
    }

    static Chart byParameter(Variable score, Variable... parameters) {
        List<Panel> panels = Arrays.stream(parameters)
                .map(parameter -> Panel.of(parameter.axis(), score.axis(), score.dots("", parameter.values())))
                .toList();
        double wide = panels.size() == 1 ? 560 : panels.size() == 2 ? 340 : 290;
        return Chart.of(new Panels(score.name() + " by parameter", panels, wide, 270));
    }
}
