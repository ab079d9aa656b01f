package keras4j.interval;

import java.util.List;

/**
 * What a posterior of a last layer depends on: sums over the rows that trained.
 *
 * @param rows the sum of the rows' weights
 * @param norms the sum of squared weights of each unit
 * @param curvature the sums of squared features, the bias last: one number each for a regression, for classes those times
 *     p (1 - p), one a unit
 * @param residuals sums of products of residuals, {@code (units, units)}; none for classes
 */
public record Sums(double rows, List<Double> norms, List<List<Double>> curvature, List<List<Double>> residuals) {
    public Sums {
        norms = List.copyOf(norms);
        curvature = curvature.stream().map(List::copyOf).toList();
        residuals = residuals.stream().map(List::copyOf).toList();
    }

    /** All numbers of the curvature, or those of its only column. */
    double[] flat() {
        return curvature.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
