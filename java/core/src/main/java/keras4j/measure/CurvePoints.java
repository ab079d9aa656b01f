package keras4j.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Computation of curve points from ranked cases. */
record CurvePoints(String event, ProbabilityRanking ranking) {
    private static final int BIN_COUNT = 10;

    PerformanceCurve curve(PerformanceCurve.Kind kind) {
        return switch (kind) {
            case ROC -> roc();
            case PR -> precisionRecall();
            case GAIN -> gain();
            case LIFT -> lift();
            case CALIBRATION -> calibration();
        };
    }

    private double[] each(IntToDoubleFunction point) {
        return IntStream.range(0, ranking.size()).mapToDouble(point).toArray();
    }

    private static double[] after(double first, double[] rest) {
        return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(rest))
                .toArray();
    }

    private double[] thresholds() {
        return after(Double.POSITIVE_INFINITY, each(ranking::threshold));
    }

    private PerformanceCurve roc() {
        double[] falsePositives = after(0, each(i -> ranking.others(i) / ranking.allOthers()));
        double[] sensitivity = after(0, each(ranking::recall));
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put(".threshold", thresholds());
        columns.put(
                "specificity", DoubleStream.of(falsePositives).map(x -> 1 - x).toArray());
        columns.put("sensitivity", sensitivity);
        return new PerformanceCurve(PerformanceCurve.Kind.ROC, event, columns, falsePositives, sensitivity);
    }

    private PerformanceCurve precisionRecall() {
        double[] recall = after(0, each(ranking::recall));
        double[] precision = after(1, each(ranking::precision));
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put(".threshold", thresholds());
        columns.put("recall", recall);
        columns.put("precision", precision);
        return new PerformanceCurve(PerformanceCurve.Kind.PR, event, columns, recall, precision);
    }

    private double tested(int i) {
        return ranking.events(i) + ranking.others(i);
    }

    private double percentTested(int i) {
        return 100 * tested(i) / tested(ranking.size() - 1);
    }

    private PerformanceCurve gain() {
        double[] tested = after(0, each(this::percentTested));
        double[] found = after(0, each(i -> 100 * ranking.recall(i)));
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put(".n", after(0, each(this::tested)));
        columns.put(".n_events", after(0, each(ranking::events)));
        columns.put(".percent_tested", tested);
        columns.put(".percent_found", found);
        return new PerformanceCurve(PerformanceCurve.Kind.GAIN, event, columns, tested, found);
    }

    private PerformanceCurve lift() {
        double[] tested = each(this::percentTested);
        double[] lift = each(i -> 100 * ranking.recall(i) / percentTested(i));
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put(".n", each(this::tested));
        columns.put(".n_events", each(ranking::events));
        columns.put(".percent_tested", tested);
        columns.put(".lift", lift);
        return new PerformanceCurve(PerformanceCurve.Kind.LIFT, event, columns, tested, lift);
    }

    /** Bins probabilities by equal width; each bin includes its upper bound, the first 0 as well. */
    private PerformanceCurve calibration() {
        double[] sums = new double[BIN_COUNT];
        double[] events = new double[BIN_COUNT];
        double[] cases = new double[BIN_COUNT];
        for (int i = 0; i < ranking.size(); i++) {
            double p = ranking.threshold(i);
            int bin = Math.min(Math.max((int) Math.ceil(p * BIN_COUNT) - 1, 0), BIN_COUNT - 1);
            double weight = tested(i) - (i == 0 ? 0 : tested(i - 1));
            sums[bin] += weight * p;
            events[bin] += ranking.events(i) - (i == 0 ? 0 : ranking.events(i - 1));
            cases[bin] += weight;
        }
        int[] filled =
                IntStream.range(0, BIN_COUNT).filter(bin -> cases[bin] > 0).toArray();
        double[] predicted =
                IntStream.of(filled).mapToDouble(bin -> sums[bin] / cases[bin]).toArray();
        double[] observed = IntStream.of(filled)
                .mapToDouble(bin -> events[bin] / cases[bin])
                .toArray();
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("predicted", predicted);
        columns.put("observed", observed);
        columns.put("n", IntStream.of(filled).mapToDouble(bin -> cases[bin]).toArray());
        return new PerformanceCurve(PerformanceCurve.Kind.CALIBRATION, event, columns, predicted, observed);
    }
}
