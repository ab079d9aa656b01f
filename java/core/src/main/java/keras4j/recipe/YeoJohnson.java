package keras4j.recipe;

import java.util.Map;

/**
 * Power transformation of numbers to near-normality, with the λ of greatest likelihood between two limits.
 *
 * <p>I.-K. Yeo, R. A. Johnson: A new family of power transformations to improve normality or symmetry, Biometrika 87,
 * 2000.
 */
record YeoJohnson(Selector columns, double lower, double upper) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(PowerTransform.lambdas(
                training, columns.in(training), PowerLikelihood::yeoJohnson, YeoJohnson::transformed, lower, upper));
    }

    private static double transformed(double value, double lambda) {
        return value >= 0 ? power(value, lambda) : -power(-value, 2 - lambda);
    }

    private static double power(double value, double lambda) {
        return Math.abs(lambda) < 1e-10 ? Math.log1p(value) : Math.expm1(lambda * Math.log1p(value)) / lambda;
    }

    record Fitted(Map<String, Double> lambdas) implements PowerTransform {
        @Override
        public double map(double value, double lambda) {
            return transformed(value, lambda);
        }
    }
}
