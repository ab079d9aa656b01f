package keras4j.interval;

import java.util.List;

/**
 * What a posterior of a last layer depends on: sums over the rows that trained.
 *
 * @param rows the sum of the rows' weights
 * @param norms the sum of squared weights of each unit
 * @param curvature the sums of squared features, the bias last: one number each for a regression, for classes those times
 *     p (1 - p), one a unit
 * @param spectrum the eigenvalues of the sums of products of features, of a regression; none for classes
 * @param residuals sums of products of residuals, {@code (units, units)}; none for classes
 */
public record Sums(
        double rows,
        List<Double> norms,
        List<List<Double>> curvature,
        List<Double> spectrum,
        List<List<Double>> residuals) {
    public Sums {
        norms = List.copyOf(norms);
        curvature = curvature.stream().map(List::copyOf).toList();
        spectrum = List.copyOf(spectrum);
        residuals = residuals.stream().map(List::copyOf).toList();
    }

    /** How much the rows say in each direction in which weights may vary. */
    double[] directions() {
        return (spectrum.isEmpty() ? curvature.stream().flatMap(List::stream) : spectrum.stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
