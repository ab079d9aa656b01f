package keras4j;

import java.util.Arrays;
import java.util.Random;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.interval.Bounds;
import keras4j.interval.CorrelatedNoise;
import keras4j.interval.Laplace;
import keras4j.interval.Normal;

/**
 * Numbers by the Laplace approximation.
 *
 * @param centre what is predicted, {@code (rows, units)}
 * @param variance of it, without the noise
 */
record LaplaceNumbers(Outcome outcome, Tensor centre, Tensor variance, Laplace posterior) implements IntervalHead {
    @Override
    public int rows() {
        return centre.rows();
    }

    @Override
    public Band confidence(double level) {
        return band(level, false);
    }

    @Override
    public Band prediction(double level) {
        return band(level, true);
    }

    private Band band(double level, boolean noisy) {
        double half = Normal.halfWidth(level);
        float[] centres = centre.toFloats();
        float[] variances = variance.toFloats();
        int units = posterior.units();
        return Band.of(centre, (row, unit) -> {
            int at = row * units + unit;
            double width =
                    half * Math.sqrt(variances[at] + (noisy ? posterior.noise().get(unit) : 0));
            return new Bounds(centres[at] - width, centres[at] + width);
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
