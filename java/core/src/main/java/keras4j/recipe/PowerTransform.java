package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** Fitted half of the power transformations to near-normality, and their maximum-likelihood estimate of λ. */
interface PowerTransform extends FittedStep {
    /** Returns the λ of each column. */
    Map<String, Double> lambdas();

    /** Returns the transformed number. */
    double map(double value, double lambda);

    /** Transformation of a number by a λ. */
    @FunctionalInterface
    interface Transformation {
        double map(double value, double lambda);
    }

    /**
     * Returns the λ of greatest likelihood between two limits.
     *
     * @param values the numbers of a column without missing ones
     * @param logs the sum of the logarithms in the Jacobian of the transformation
     */
    static double lambda(double[] values, double logs, Transformation transformation, double lower, double upper) {
        return MaximumOpenings.of(lambda -> likelihood(values, logs, transformation, lambda), lower, upper);
    }

    private static double likelihood(double[] values, double logs, Transformation transformation, double lambda) {
        double[] mapped = values.clone();
        for (int row = 0; row < mapped.length; row++) {
            mapped[row] = transformation.map(values[row], lambda);
        }
        double n = mapped.length;
        double variance = Math.pow(ColumnMoments.sd(mapped), 2) * (n - 1) / n;
        return (lambda - 1) * logs - n / 2 * Math.log(variance);
    }

    @Override
    default StepTable apply(StepTable rows) {
        return rows.map(ColumnMoments.functions(lambdas().keySet(), name -> {
            double lambda = ColumnMoments.at(lambdas(), name);
            return value -> Double.isNaN(value) ? value : map(value, lambda);
        }));
    }

    @Override
    default DataFrame tidy() {
        return TidyTable.of("terms", "value", lambdas());
    }
}
