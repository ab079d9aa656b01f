package keras4j.internal.uncertainty;

import java.util.Arrays;
import java.util.Random;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.internal.interval.CorrelatedNoise;
import keras4j.internal.interval.IntervalBoundsOf;
import keras4j.internal.interval.Laplace;
import keras4j.internal.interval.NormalDistribution;

/**
 * Intervals of numbers by the Laplace approximation.
 *
 * @param centre the predictions, {@code (rows, units)}
 * @param variance their variance, without the noise
 */
public record LaplaceNumbers(Outcome outcome, Tensor centre, Tensor variance, Laplace posterior)
        implements OutputIntervals {
    @Override
    public int rows() {
        return centre.rows();
    }

    @Override
    public IntervalBounds confidence(double level) {
        return band(level, false);
    }

    @Override
    public IntervalBounds prediction(double level) {
        return band(level, true);
    }

    private IntervalBounds band(double level, boolean noisy) {
        double half = NormalDistribution.halfWidth(level);
        float[] centres = centre.toFloats();
        float[] variances = variance.toFloats();
        int units = posterior.units();
        return IntervalBounds.of(centre, (row, unit) -> {
            int at = row * units + unit;
            double width =
                    half * Math.sqrt(variances[at] + (noisy ? posterior.noise().get(unit) : 0));
            return new IntervalBoundsOf(centres[at] - width, centres[at] + width);
        });
    }

    @Override
    public double[][] draws(int row, int draws, Random random) {
        CorrelatedNoise noise = new CorrelatedNoise(posterior);
        float[] centres = centre.row(row);
        float[] variances = variance.row(row);
        double[][] all = new double[draws][];
        Arrays.setAll(all, draw -> {
            double[] drawn = noise.draw(random);
            Arrays.setAll(
                    drawn, unit -> drawn[unit] + centres[unit] + Math.sqrt(variances[unit]) * random.nextGaussian());
            return drawn;
        });
        return all;
    }
}
