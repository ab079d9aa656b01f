package keras4j.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.internal.text.Preconditions;

/** Charts of training histories. */
final class HistoryCharts {
    private static final String VALIDATION = "val_";

    private HistoryCharts() {}

    static Chart chart(Map<String, List<Double>> metrics) {
        Preconditions.notEmpty("Charts.history", "metrics", metrics.size());
        List<Panel> panels = metrics.keySet().stream()
                .filter(name -> !isValidation(name, metrics))
                .map(name -> panel(name, metrics))
                .toList();
        double wide = panels.size() == 1 ? 560 : panels.size() == 2 ? 340 : 290;
        return Chart.of(new PanelGrid("training history", panels, wide, 270));
    }

    private static boolean isValidation(String name, Map<String, List<Double>> metrics) {
        return name.startsWith(VALIDATION) && metrics.containsKey(name.substring(VALIDATION.length()));
    }

    private static Panel panel(String name, Map<String, List<Double>> metrics) {
        List<Mark> lines = new ArrayList<>();
        lines.add(line("training", Objects.requireNonNull(metrics.get(name)), name, 0));
        List<Double> validation = metrics.get(VALIDATION + name);
        if (validation != null) {
            lines.add(line("validation", validation, VALIDATION + name, 1));
        }
        return Panel.of(ChartAxis.whole("epoch"), ChartAxis.linear(""), lines).titled(name);
    }

    private static Mark line(String label, List<Double> values, String metric, int series) {
        Preconditions.notEmpty("Charts.history", "'" + metric + "'", values.size());
        Preconditions.items("Charts.history", "'" + metric + "'", values);
        double[] each = values.stream().mapToDouble(Double::doubleValue).toArray();
        return new LineMarks(ChartPoints.of(label, each), series, true);
    }
}
