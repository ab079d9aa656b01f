package keras4j.internal.interval;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Normal noise of several units, correlated like their residuals. */
public final class CorrelatedNoise {
    private final double[][] factor;

    /** Computes the noise of a numeric posterior. */
    public CorrelatedNoise(Laplace posterior) {
        factor = cholesky(posterior.correlation());
        for (int unit = 0; unit < factor.length; unit++) {
            double deviation = Math.sqrt(posterior.noise().get(unit));
            for (int part = 0; part <= unit; part++) {
                factor[unit][part] *= deviation;
            }
        }
    }

    /** Returns one draw, a number a unit. */
    public double[] draw(Random random) {
        double[] normal = new double[factor.length];
        Arrays.setAll(normal, unit -> random.nextGaussian());
        double[] noise = new double[factor.length];
        for (int unit = 0; unit < noise.length; unit++) {
            for (int part = 0; part <= unit; part++) {
                noise[unit] += factor[unit][part] * normal[part];
            }
        }
        return noise;
    }

    /**
     * Computes the lower Cholesky factor, whose product with its transpose is the matrix; a unit determined by others
     * adds nothing.
     */
    private static double[][] cholesky(List<List<Double>> matrix) {
        double[][] lower = new double[matrix.size()][matrix.size()];
        for (int row = 0; row < lower.length; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = matrix.get(row).get(column);
                for (int before = 0; before < column; before++) {
                    rest -= lower[row][before] * lower[column][before];
                }
                double pivot = lower[column][column];
                lower[row][column] = row == column ? Math.sqrt(Math.max(rest, 0)) : pivot < 1e-8 ? 0 : rest / pivot;
            }
        }
        return lower;
    }
}
