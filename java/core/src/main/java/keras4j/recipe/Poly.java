package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import keras4j.internal.text.Quoted;
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
        columns.in(training).forEach(name -> learned.put(name, learn(name, training.numbers(name))));
        return new Fitted(learned);
    }

    private Recurrence learn(String name, double[] numbers) {
        UnusableNumberException.requireNotInfinite(name, numbers);
        long distinct =
                DoubleStream.of(ColumnMoments.present(numbers)).distinct().count();
        if (distinct <= degree) {
            throw new IllegalArgumentException("poly: degree must be below the number of distinct values of column '"
                    + Quoted.cut(name) + "', which is " + distinct + ", got " + degree);
        }
        Recurrence learned = Recurrence.of(numbers, degree);
        if (learned.lengths().stream().anyMatch(length -> !(length > 0) || length.isInfinite())) {
            throw new IllegalArgumentException("poly: column '" + Quoted.cut(name)
                    + "' must have numbers whose powers up to "
                    + degree
                    + " can be told apart, got " + ColumnMoments.min(numbers) + " to " + ColumnMoments.max(numbers)
                    + "; normalize before");
        }
        return learned;
    }

    /** Three-term recurrence of the polynomials: their centers, and their squared lengths from that of degree 0. */
    record Recurrence(List<Double> centers, List<Double> lengths) {
        static Recurrence of(double[] numbers, int degree) {
            double[] values = ColumnMoments.present(numbers);
            List<Double> centers = new ArrayList<>();
            List<Double> lengths = new ArrayList<>(List.of((double) values.length));
            double[] before = new double[values.length];
            double[] last = ones(values.length);
            for (int at = 0; at < degree; at++) {
                double moment = 0;
                for (int row = 0; row < last.length; row++) {
                    moment += values[row] * last[row] * last[row];
                }
                centers.add(moment / lengths.get(at));
                double[] next = next(values, before, last, centers, lengths, at);
                before = last;
                last = next;
                lengths.add(dot(last));
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

        private static double[] ones(int count) {
            double[] ones = new double[count];
            java.util.Arrays.fill(ones, 1);
            return ones;
        }

        /** Returns the polynomial of degree {@code at} + 1 with leading coefficient 1, from the two of lower degree. */
        private static double[] next(
                double[] values, double[] before, double[] last, List<Double> centers, List<Double> lengths, int at) {
            double center = centers.get(at);
            double factor = at == 0 ? 0 : lengths.get(at) / lengths.get(at - 1);
            double[] next = new double[values.length];
            for (int row = 0; row < next.length; row++) {
                next[row] = (values[row] - center) * last[row] - factor * before[row];
            }
            return next;
        }

        /** Returns the polynomials of degree 1 and on, each divided by its length over the training rows. */
        List<double[]> values(double[] numbers) {
            List<double[]> scaled = new ArrayList<>();
            double[] before = new double[numbers.length];
            double[] last = ones(numbers.length);
            for (int at = 0; at < centers.size(); at++) {
                double[] next = next(numbers, before, last, centers, lengths, at);
                double length = Math.sqrt(lengths.get(at + 1));
                double[] divided = next.clone();
                java.util.Arrays.setAll(divided, row -> next[row] / length);
                scaled.add(divided);
                before = last;
                last = next;
            }
            return scaled;
        }
    }

    record Fitted(Map<String, Recurrence> learned) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(learned.keySet())) {
                    Role role = rows.variable(name).role();
                    polynomials(name, rows).forEach((made, numbers) -> table.add(made, role, numbers));
                    table.remove(name);
                }
            });
        }

        private static String made(String name, int degree) {
            return name + "_poly_" + degree;
        }

        private Map<String, double[]> polynomials(String name, StepTable rows) {
            List<double[]> values = Objects.requireNonNull(learned.get(name)).values(rows.numbers(name));
            Map<String, double[]> made = new LinkedHashMap<>();
            values.forEach(numbers -> made.put(made(name, made.size() + 1), numbers));
            return made;
        }

        @Override
        public Map<String, List<String>> parts() {
            Map<String, List<String>> parts = new LinkedHashMap<>();
            learned.forEach((name, each) -> IntStream.range(1, each.lengths().size())
                    .forEach(degree -> parts.put(made(name, degree), List.of(name))));
            return parts;
        }

        @Override
        public DataFrame tidy() {
            Map<String, Integer> degrees = new LinkedHashMap<>();
            learned.forEach((name, each) -> degrees.put(name, each.centers().size()));
            return TidyTable.of("terms", "degree", degrees);
        }
    }
}
