package keras4j.interval;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Noise of several units at once, normal and correlated as the residuals were. */
public final class CorrelatedNoise {
    private final double[][] factor;

    /** The noise that a posterior of numbers has. */
    public CorrelatedNoise(Laplace posterior) {
        factor = cholesky(posterior.correlation());
        for (int unit = 0; unit < factor.length; unit++) {
            double deviation = Math.sqrt(posterior.noise().get(unit));
            for (int part = 0; part <= unit; part++) {
                factor[unit][part] *= deviation;
            }
        }
    }

    /** One draw, a number a unit. */
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

    /** The lower triangle whose product with itself turned over is the matrix; a unit that others determine adds nothing. */
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
