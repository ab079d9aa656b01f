package keras4j.measure;

/** Weighted means, variances and the covariance of truth and predictions, divided by the sum of weights. */
record PairMoments(
        double truthMean, double predictedMean, double truthVariance, double predictedVariance, double covariance) {
    /** Computes moments relative to the first case, so that the variance of a constant is exactly 0. */
    static PairMoments of(NumberCases cases) {
        double t0 = cases.truth(0);
        double p0 = cases.predicted(0);
        double truth = cases.mean((t, p) -> t - t0);
        double predicted = cases.mean((t, p) -> p - p0);
        return new PairMoments(
                t0 + truth,
                p0 + predicted,
                cases.mean((t, p) -> (t - t0 - truth) * (t - t0 - truth)),
                cases.mean((t, p) -> (p - p0 - predicted) * (p - p0 - predicted)),
                cases.mean((t, p) -> (t - t0 - truth) * (p - p0 - predicted)));
    }
}
