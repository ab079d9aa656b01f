package keras4j.measure;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Points of an evaluation curve, which shows how well probabilities separate one level, the event, from the rest. */
public final class PerformanceCurve {
    /** The kind of a curve, with its axes. */
    public enum Kind {
        /**
         * Receiver operating characteristic: columns {@code .threshold}, {@code specificity}, {@code sensitivity}, from
         * the threshold that no case reaches down to the least probable case.
         */
        ROC("1 - specificity", "sensitivity"),
        /**
         * Precision and recall: columns {@code .threshold}, {@code recall}, {@code precision}; precision is 1 if no
         * case reaches the threshold.
         */
        PR("recall", "precision"),
        /**
         * Gain: columns {@code .n}, {@code .n_events}, {@code .percent_tested}, {@code .percent_found}, most probable
         * cases first.
         */
        GAIN("% tested", "% found"),
        /**
         * Lift: columns {@code .n}, {@code .n_events}, {@code .percent_tested}, {@code .lift}, the ratio of events
         * found to those expected among as many random cases. Yardstick's first row, which is undefined, is omitted.
         */
        LIFT("% tested", "lift"),
        /**
         * Calibration in ten bins of probability, empty ones left out: columns {@code predicted} (mean probability),
         * {@code observed} (fraction of events), {@code n} (cases), the last two weighted.
         */
        CALIBRATION("predicted", "observed");

        private final String xLabel;
        private final String yLabel;

        Kind(String xLabel, String yLabel) {
            this.xLabel = xLabel;
            this.yLabel = yLabel;
        }

        /** {@return the label of the horizontal axis, the quantity of {@link PerformanceCurve#x}} */
        public String xLabel() {
            return xLabel;
        }

        /** {@return the label of the vertical axis, the quantity of {@link PerformanceCurve#y}} */
        public String yLabel() {
            return yLabel;
        }
    }

    private final Kind kind;
    private final String event;
    private final Map<String, double[]> columns;
    private final double[] x;
    private final double[] y;

    PerformanceCurve(Kind kind, String event, Map<String, double[]> columns, double[] x, double[] y) {
        this.kind = kind;
        this.event = event;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.x = x;
        this.y = y;
    }

    /**
     * Returns the curve of one level against the rest.
     *
     * @param kind the kind of the curve
     * @param cases classes with probabilities
     * @param event the level
     * @return the curve
     * @throws IllegalArgumentException if there are no probabilities, no such level, no case of it, or, for
     *     {@code ROC}, no other case
     */
    public static PerformanceCurve of(Kind kind, TruthEstimates cases, String event) {
        ClassCases classes = classes(kind, cases);
        int level = classes.levels().indexOf(event);
        if (level < 0) {
            throw must(kind, "event", "be one of " + Quoted.of(classes.levels()), "'" + event + "'");
        }
        ProbabilityRanking ranking = classes.ranking(level, IntStream.range(0, cases.rows()));
        if (kind != Kind.CALIBRATION && ranking.allEvents() == 0) {
            throw must(kind, "truth", "have a case of '" + event + "'", "none");
        }
        if (kind == Kind.ROC && ranking.allOthers() == 0) {
            throw must(kind, "truth", "have a case that is not '" + event + "'", "none");
        }
        return new CurvePoints(event, ranking).curve(kind);
    }

    static ClassCases classes(Kind kind, TruthEstimates cases) {
        if (cases instanceof ClassCases classes && classes.hasProbabilities()) {
            return classes;
        }
        throw must(kind, "cases", "hold classes with probabilities", cases);
    }

    private static IllegalArgumentException must(Kind kind, String what, String accepted, Object got) {
        return new IllegalArgumentException(
                kind + " curve: " + what + " must " + accepted + ", got " + Quoted.cut(got));
    }

    /** {@return the kind of the curve} */
    public Kind kind() {
        return kind;
    }

    /** {@return the level that is separated from the rest} */
    public String event() {
        return event;
    }

    /** {@return the number of points} */
    public int size() {
        return x.length;
    }

    /** {@return the horizontal coordinates from left to right, in the unit of {@link Kind#xLabel}} */
    public double[] x() {
        return x.clone();
    }

    /** {@return one number for each {@link #x}, in the unit of {@link Kind#yLabel}} */
    public double[] y() {
        return y.clone();
    }

    /** Computes the area under the curve by the trapezoidal rule. */
    double area() {
        return IntStream.range(1, x.length)
                .mapToDouble(i -> (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2)
                .sum();
    }

    Set<String> columns() {
        return columns.keySet();
    }

    double[] column(String name) {
        return Objects.requireNonNull(columns.get(name));
    }

    /** {@return the points as columns, which are named at each {@link Kind}} */
    public DataFrame toFrame() {
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().stream().map(Series::ofDouble).toArray(Series<?>[]::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PerformanceCurve that
                && kind == that.kind
                && event.equals(that.event)
                && columns.keySet().equals(that.columns.keySet())
                && columns.keySet().stream().allMatch(name -> Arrays.equals(columns.get(name), that.columns.get(name)));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.name().hashCode() + event.hashCode()) + Arrays.hashCode(y);
    }

    /** Returns text such as {@code ROC curve of 'malignant', 120 points}. */
    @Override
    public String toString() {
        return kind + " curve of '" + event + "', " + size() + " points";
    }
}
