package keras4j.measure;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

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
        // Negated for a descending order; subtracting from 0 makes no -0, which sorting would tell from 0.
        double[] negated = new double[rows];
        Arrays.setAll(negated, row -> 0 - probability.applyAsDouble(row));
        double[] sorted = distinct(negated);
        double[] events = new double[sorted.length];
        double[] others = new double[sorted.length];
        for (int row = 0; row < rows; row++) {
            int at = Arrays.binarySearch(sorted, negated[row]);
            (event.test(row) ? events : others)[at] += weight.applyAsDouble(row);
        }
        accumulate(events);
        accumulate(others);
        Arrays.setAll(sorted, at -> 0 - sorted[at]);
        return new ProbabilityRanking(sorted, events, others);
    }

    private static void accumulate(double[] numbers) {
        for (int at = 1; at < numbers.length; at++) {
            numbers[at] += numbers[at - 1];
        }
    }

    private static double[] distinct(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int at = 0; at < sorted.length; at++) {
            if (at == 0 || sorted[at] != sorted[count - 1]) {
                sorted[count++] = sorted[at];
            }
        }
        return Arrays.copyOf(sorted, count);
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
