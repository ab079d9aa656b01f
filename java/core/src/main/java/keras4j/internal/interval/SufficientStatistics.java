package keras4j.internal.interval;

import java.util.List;

/**
 * Sufficient statistics of a last-layer posterior: sums over the training rows.
 *
 * @param rows the sum of the rows' weights
 * @param norms the sum of squared weights of each unit
 * @param curvature the sums of squared features, the bias last: one number each for a regression; for classes
 *     multiplied by p (1 - p), one a unit
 * @param spectrum the eigenvalues of the sums of products of features, of a regression; none for classes
 * @param residuals sums of products of residuals, {@code (units, units)}; none for classes
 */
public record SufficientStatistics(
        double rows,
        List<Double> norms,
        List<List<Double>> curvature,
        List<Double> spectrum,
        List<List<Double>> residuals) {
    /** Copies the lists. */
    public SufficientStatistics {
        norms = List.copyOf(norms);
        curvature = curvature.stream().map(List::copyOf).toList();
        spectrum = List.copyOf(spectrum);
        residuals = residuals.stream().map(List::copyOf).toList();
    }

    /** Returns the information of the rows along each direction of the weights. */
    double[] directions() {
        return (spectrum.isEmpty() ? curvature.stream().flatMap(List::stream) : spectrum.stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
