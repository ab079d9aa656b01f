package keras4j.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Cases ranked from the most to the least probable event. It has the distinct probabilities, descending, and for each
 * the cumulative weights of events and of all others.
 */
final class ProbabilityRanking {
    private final double[] thresholds;
    private final double[] events;
    private final double[] others;

    private ProbabilityRanking(double[] thresholds, double[] events, double[] others) {
        this.thresholds = thresholds;
        this.events = events;
        this.others = others;
    }

    static ProbabilityRanking of(
            int rows, IntToDoubleFunction probability, IntPredicate event, IntToDoubleFunction weight) {
        int[] order = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -probability.applyAsDouble(row)))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] thresholds = new double[rows];
        double[] events = new double[rows];
        double[] others = new double[rows];
        int last = -1;
        for (int row : order) {
            double p = probability.applyAsDouble(row);
            if (last < 0 || p != thresholds[last]) {
                last++;
                thresholds[last] = p;
                events[last] = last == 0 ? 0 : events[last - 1];
                others[last] = last == 0 ? 0 : others[last - 1];
            }
            (event.test(row) ? events : others)[last] += weight.applyAsDouble(row);
        }
        return new ProbabilityRanking(head(thresholds, last), head(events, last), head(others, last));
    }

    private static double[] head(double[] values, int last) {
        return Arrays.copyOf(values, last + 1);
    }

    double threshold(int i) {
        return thresholds[i];
    }

    double events(int i) {
        return events[i];
    }

    double others(int i) {
        return others[i];
    }

    int size() {
        return thresholds.length;
    }

    double allEvents() {
        return events[events.length - 1];
    }

    double allOthers() {
        return others[others.length - 1];
    }

    double recall(int i) {
        return events[i] / allEvents();
    }

    double precision(int i) {
        return events[i] / (events[i] + others[i]);
    }

    /**
     * Computes the area under the receiver operating characteristic by trapezoids; NaN without an event or without
     * another case.
     */
    double rocArea() {
        double area = events[0] * others[0] / 2;
        for (int i = 1; i < size(); i++) {
            area += (others[i] - others[i - 1]) * (events[i] + events[i - 1]) / 2;
        }
        return area / (allEvents() * allOthers());
    }

    /**
     * Computes the area under the precision-recall curve by trapezoids, beginning with precision 1; NaN without an
     * event.
     */
    double precisionArea() {
        double area = recall(0) * (1 + precision(0)) / 2;
        for (int i = 1; i < size(); i++) {
            area += (recall(i) - recall(i - 1)) * (precision(i) + precision(i - 1)) / 2;
        }
        return area;
    }

    /** Computes the mean precision over thresholds, weighted by the gain in recall; NaN without an event. */
    double averagePrecision() {
        double sum = recall(0) * precision(0);
        for (int i = 1; i < size(); i++) {
            sum += (recall(i) - recall(i - 1)) * precision(i);
        }
        return sum;
    }
}
