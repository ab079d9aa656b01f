package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dflib.DataFrame;

/**
 * Orthogonal polynomials {@code <column>_poly_1} and so on, which replace a column. Over the training rows each has
 * mean 0 and length 1, and no two are correlated.
 */
record Poly(Selector columns, int degree) implements Step {
    Poly {
        if (degree < 1) {
            throw new IllegalArgumentException("poly: degree must be at least 1, got " + degree);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        Map<String, Recurrence> learned = new LinkedHashMap<>();
        columns.in(training).forEach(name -> learned.put(name, Recurrence.of(training.numbers(name), degree)));
        return new Fitted(learned);
    }

    /** Three-term recurrence of the polynomials: their centers, and their squared lengths from that of degree 0. */
    record Recurrence(List<Double> centers, List<Double> lengths) {
        static Recurrence of(double[] numbers, int degree) {
            double[] values = ColumnMoments.present(numbers);
            List<Double> centers = new ArrayList<>();
            List<Double> lengths = new ArrayList<>(List.of((double) values.length));
            for (int at = 1; at <= degree; at++) {
                double[] last = monic(values, centers, lengths, at - 1);
                double moment = 0;
                for (int row = 0; row < last.length; row++) {
                    moment += values[row] * last[row] * last[row];
                }
                centers.add(moment / lengths.get(at - 1));
                lengths.add(dot(monic(values, centers, lengths, at)));
            }
            return new Recurrence(centers, lengths);
        }

        private static double dot(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value * value;
            }
            return sum;
        }

        private static double[] monic(double[] values, List<Double> centers, List<Double> lengths, int degree) {
            double[] before = new double[values.length];
            double[] last = new double[values.length];
            java.util.Arrays.fill(last, 1);
            for (int at = 0; at < degree; at++) {
                double factor = at == 0 ? 0 : lengths.get(at) / lengths.get(at - 1);
                double[] next = new double[values.length];
                for (int row = 0; row < next.length; row++) {
                    next[row] = (values[row] - centers.get(at)) * last[row] - factor * before[row];
                }
                before = last;
                last = next;
            }
            return last;
        }

        double[] values(double[] numbers, int degree) {
            double[] values = monic(numbers, centers, lengths, degree);
            double length = Math.sqrt(lengths.get(degree));
            for (int row = 0; row < values.length; row++) {
                values[row] /= length;
            }
            return values;
        }
    }

    record Fitted(Map<String, Recurrence> learned) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            StepTable table = rows;
            for (String name : rows.present(learned.keySet())) {
                Map<String, double[]> made = polynomials(name, rows);
                table.free(made.keySet());
                table = table.with(made, rows.variable(name).role()).without(List.of(name));
            }
            return table;
        }

        private Map<String, double[]> polynomials(String name, StepTable rows) {
            Recurrence recurrence = Objects.requireNonNull(learned.get(name));
            Map<String, double[]> made = new LinkedHashMap<>();
            for (int degree = 1; degree < recurrence.lengths().size(); degree++) {
                made.put(name + "_poly_" + degree, recurrence.values(rows.numbers(name), degree));
            }
            return made;
        }

        @Override
        public DataFrame tidy() {
            Map<String, Integer> degrees = new LinkedHashMap<>();
            learned.forEach((name, each) -> degrees.put(name, each.centers().size()));
            return TidyTable.of("terms", "degree", degrees);
        }
    }
}
