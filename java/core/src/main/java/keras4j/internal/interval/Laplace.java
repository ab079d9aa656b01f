package keras4j.internal.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The posterior of a dense last layer by the Laplace approximation: each weight varies independently around its trained
 * value. For numbers each unit has its own prior and noise; for classes one prior holds for all.
 *
 * <p>Sources: D. MacKay, <a href="https://doi.org/10.1162/neco.1992.4.3.415">Bayesian Interpolation</a>, 1992; E.
 * Daxberger et al., <a href="https://arxiv.org/abs/2106.14806">Laplace Redux</a>, 2021. This is the last-layer variant
 * with a diagonal curvature. Prior and noise are chosen by the evidence, which for numbers uses the full curvature.
 *
 * @param precision of the prior: one a unit of numbers, one for classes
 * @param noise the variance of the noise of each unit of numbers; none for classes
 * @param curvature the information of the rows about each weight, see {@link SufficientStatistics#curvature}
 * @param correlation of the residuals of the units of numbers, {@code (units, units)}; none for classes
 */
public record Laplace(
        List<Double> precision, List<Double> noise, List<List<Double>> curvature, List<List<Double>> correlation) {
    /**
     * Copies the lists.
     *
     * @param precision of the prior: one a unit of numbers, one for classes
     * @param noise the variance of the noise of each unit of numbers; none for classes
     * @param curvature the information of the rows about each weight, see {@link SufficientStatistics#curvature}
     * @param correlation of the residuals of the units of numbers, {@code (units, units)}; none for classes
     */
    public Laplace {
        precision = List.copyOf(precision);
        noise = List.copyOf(noise);
        curvature = curvature.stream().map(List::copyOf).toList();
        correlation = correlation.stream().map(List::copyOf).toList();
    }

    /**
     * Computes the posterior under the prior and the noise that make the training rows most probable.
     *
     * @param sums the sums over the training rows
     * @return the posterior
     */
    public static Laplace of(SufficientStatistics sums) {
        double[] directions = sums.directions();
        if (sums.residuals().isEmpty()) {
            double norm = sums.norms().stream().mapToDouble(Double::doubleValue).sum();
            double precision = MarginalLikelihood.ofClasses(norm, directions).precision();
            return new Laplace(List.of(precision), List.of(), sums.curvature(), List.of());
        }
        List<MarginalLikelihood> units = IntStream.range(0, sums.norms().size())
                .mapToObj(unit -> MarginalLikelihood.ofNumbers(
                        sums.rows(), residual(sums, unit, unit), sums.norms().get(unit), directions))
                .toList();
        return new Laplace(
                units.stream().map(MarginalLikelihood::precision).toList(),
                units.stream().map(MarginalLikelihood::noise).toList(),
                sums.curvature(),
                correlation(sums));
    }

    private static double residual(SufficientStatistics sums, int unit, int other) {
        return sums.residuals().get(unit).get(other);
    }

    private static List<List<Double>> correlation(SufficientStatistics sums) {
        List<List<Double>> all = new ArrayList<>();
        for (int unit = 0; unit < sums.residuals().size(); unit++) {
            List<Double> row = new ArrayList<>();
            for (int other = 0; other < sums.residuals().size(); other++) {
                double scale = Math.sqrt(residual(sums, unit, unit) * residual(sums, other, other));
                row.add(unit == other ? 1 : scale == 0 ? 0 : residual(sums, unit, other) / scale);
            }
            all.add(row);
        }
        return all;
    }

    /** {@return true for a class outcome} */
    public boolean classifies() {
        return noise.isEmpty();
    }

    /** {@return the number of units of the layer} */
    public int units() {
        return classifies() ? curvature.get(0).size() : noise.size();
    }

    /** {@return the variance of each weight, {@code (features + 1, units)} in C order, the bias last} */
    public float[] variances() {
        int units = units();
        float[] variances = new float[curvature.size() * units];
        for (int weight = 0; weight < curvature.size(); weight++) {
            for (int unit = 0; unit < units; unit++) {
                variances[weight * units + unit] = (float) variance(curvature.get(weight), unit);
            }
        }
        return variances;
    }

    private double variance(List<Double> sums, int unit) {
        return classifies()
                ? 1 / (sums.get(unit) + precision.get(0))
                : 1 / (sums.get(0) / noise.get(unit) + precision.get(unit));
    }
}
