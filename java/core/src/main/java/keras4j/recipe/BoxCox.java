package keras4j.recipe;

import java.util.Map;

/**
 * Power transformation of positive numbers to near-normality, with the λ of greatest likelihood between two limits.
 *
 * <p>G. E. P. Box, D. R. Cox: An analysis of transformations, Journal of the Royal Statistical Society B 26, 1964.
 */
record BoxCox(Selector columns, double lower, double upper) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        java.util.List<String> names = columns.in(training);
        names.forEach(name -> requirePositive(training, name));
        return new Fitted(
                PowerTransform.lambdas(training, names, PowerLikelihood::boxCox, BoxCox::transformed, lower, upper));
    }

    private static void requirePositive(StepTable table, String name) {
        double[] values = table.numbers(name);
        for (int row = 0; row < values.length; row++) {
            if (values[row] <= 0) {
                throw StepTable.must(name, "be positive for boxCox", values[row])
                        .at(row);
            }
        }
    }

    private static double transformed(double value, double lambda) {
        return Math.abs(lambda) < 1e-10 ? Math.log(value) : Math.expm1(lambda * Math.log(value)) / lambda;
    }

    record Fitted(Map<String, Double> lambdas) implements PowerTransform {
        @Override
        public double map(double value, double lambda) {
            return transformed(value, lambda);
        }

        @Override
        public StepTable apply(StepTable rows) {
            rows.present(lambdas.keySet()).forEach(name -> requirePositive(rows, name));
            return PowerTransform.super.apply(rows);
        }
    }
}
