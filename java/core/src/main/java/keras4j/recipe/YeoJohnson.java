package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/**
 * The power transformation that makes numbers most like a normal distribution, its λ between the limits.
 *
 * <p>I.-K. Yeo, R. A. Johnson: A new family of power transformations to improve normality or symmetry, Biometrika 87, 2000.
 */
record YeoJohnson(Selector columns, double lower, double upper) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(Moments.of(training, columns.in(training), values -> lambda(Moments.present(values))));
    }

    private double lambda(double[] values) {
        double logs = 0;
        for (double value : values) {
            logs += Math.signum(value) * Math.log1p(Math.abs(value));
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
        return value >= 0 ? power(value, lambda) : -power(-value, 2 - lambda);
    }

    private static double power(double value, double lambda) {
        return Math.abs(lambda) < 1e-10 ? Math.log1p(value) : Math.expm1(lambda * Math.log1p(value)) / lambda;
    }

    record Fitted(Map<String, Double> lambdas) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.map(Moments.functions(lambdas.keySet(), name -> {
                double lambda = Moments.at(lambdas, name);
                return value -> Double.isNaN(value) ? value : map(value, lambda);
            }));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", lambdas);
        }
    }
}
