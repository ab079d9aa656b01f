package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/**
 * The power transformation that makes positive numbers most like a normal distribution, its λ between the limits.
 *
 * <p>G. E. P. Box, D. R. Cox: An analysis of transformations, Journal of the Royal Statistical Society B 26, 1964.
 */
record BoxCox(Selector columns, double lower, double upper) implements Step {
    @Override
    public Fitted learn(Table training) {
        java.util.List<String> names = columns.in(training);
        names.forEach(name -> requirePositive(training, name));
        return new Fitted(Moments.of(training, names, values -> lambda(Moments.present(values))));
    }

    private static void requirePositive(Table table, String name) {
        double[] values = table.numbers(name);
        for (int row = 0; row < values.length; row++) {
            if (values[row] <= 0) {
                throw Table.must(name, "be positive for boxCox", String.valueOf(values[row]), row);
            }
        }
    }

    private double lambda(double[] values) {
        double logs = 0;
        for (double value : values) {
            logs += Math.log(value);
        }
        double sum = logs;
        return Maximum.of(lambda -> likelihood(values, lambda, sum), lower, upper);
    }

    private static double likelihood(double[] values, double lambda, double logs) {
        double[] mapped = values.clone();
        for (int row = 0; row < mapped.length; row++) {
            mapped[row] = map(values[row], lambda);
        }
        double n = mapped.length;
        double variance = Math.pow(Moments.sd(mapped), 2) * (n - 1) / n;
        return (lambda - 1) * logs - n / 2 * Math.log(variance);
    }

    private static double map(double value, double lambda) {
        return Math.abs(lambda) < 1e-10 ? Math.log(value) : Math.expm1(lambda * Math.log(value)) / lambda;
    }

    record Fitted(Map<String, Double> lambdas) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            rows.present(lambdas.keySet()).forEach(name -> requirePositive(rows, name));
            return rows.map(Moments.functions(lambdas.keySet(), name -> {
                double lambda = Moments.at(lambdas, name);
                return value -> map(value, lambda);
            }));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", lambdas);
        }
    }
}
