package keras4j.plot;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One chart of each kind. */
final class ChartSamples {
    private ChartSamples() {}

    static Chart history() {
        Map<String, List<Double>> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", List.of(0.61, 0.78, 0.86, 0.9, 0.92));
        metrics.put("loss", List.of(1.4, 0.9, Double.NaN, 0.4, 0.3));
        metrics.put("val_accuracy", List.of(0.58, 0.74, 0.84, 0.86, 0.85));
        metrics.put("val_loss", List.of(1.5, 1.1, 0.8, 0.7, 0.72));
        return Charts.history(metrics).title("Training");
    }

    static Chart confusion() {
        return Charts.confusion(
                List.of("setosa", "versicolor", "virginica"), new double[][] {{50, 0, 0}, {0, 47, 3}, {0, 2, 48}});
    }

    static Chart roc() {
        return Charts.roc(
                ChartPoints.of("a (AUC 0.93)", new double[] {0, 0, 0.2, 1}, new double[] {0, 0.7, 0.9, 1}),
                ChartPoints.of("b (AUC 0.75)", new double[] {0, 0.1, 0.5, 1}, new double[] {0, 0.4, 0.8, 1}));
    }

    static ModelDiagram branches() {
        return new ModelDiagram(
                List.of(
                        DiagramNode.of("left", "Input", "(None, 4)"),
                        DiagramNode.of("right", "Input", "(None, 2)"),
                        new DiagramNode("hidden", "Dense", "(None, 8)", 40),
                        DiagramNode.of("join", "Concatenate", "(None, 10)"),
                        new DiagramNode("output", "Dense", "(None, 1)", 11)),
                Stream.of(new int[] {0, 2}, new int[] {2, 3}, new int[] {1, 3}, new int[] {3, 4})
                        .map(ends -> new ModelDiagram.Edge(ends[0], ends[1]))
                        .toList());
    }

    static ChartVariable score() {
        return ChartVariable.of("accuracy", 0.8, 0.9, Double.NaN, 0.85);
    }

    static ChartVariable[] parameters() {
        return new ChartVariable[] {
            ChartVariable.of("units", 16, 32, 64, 128),
            ChartVariable.of("rate", 0.1, 0.01, 0.001, 0.0001).log(),
            ChartVariable.of("activation", List.of("relu", "tanh", "relu", "elu"))
        };
    }

    static ChartPoints wave(String name, int size) {
        double[] y = new double[size];
        Arrays.setAll(y, place -> StrictMath.sin(place * 0.7) + place * 0.01);
        return ChartPoints.of(name, y);
    }

    static Stream<Chart> all() {
        double[][] signed = {{1, -0.5}, {Double.NaN, 0.25}};
        return Stream.of(
                history(),
                confusion(),
                roc(),
                Charts.line(wave("few", 9), wave("many", 5000)),
                Charts.scatter(wave("few", 9), wave("many", 5000)),
                Charts.bars(List.of("a", "b"), Map.of("n", List.of(1.0, -2.0))),
                Charts.histogram(
                        "residual",
                        wave("", 300).y().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()),
                Charts.heatMap(List.of("r", "s"), List.of("c", "d"), signed),
                Charts.importance(List.of("low", "high"), new double[] {0.1, 0.7}, new double[] {0.05, 0.1}),
                Charts.pr(wave("curve", 20)),
                Charts.calibration(wave("model", 5)),
                Charts.gain(wave("model", 5)),
                Charts.lift(wave("model", 5)),
                Charts.observedPredicted(wave("test rows", 30)),
                Charts.residuals(wave("test rows", 30)),
                Charts.search(score(), true),
                Charts.byParameter(score(), parameters()),
                Charts.parallel(score(), true, parameters()),
                branches().plot());
    }
}
