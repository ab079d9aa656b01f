package keras4j.measure;

/** Weighted means, variances and the covariance of truth and predictions, divided by the sum of weights. */
record PairMoments(
        double truthMean, double predictedMean, double truthVariance, double predictedVariance, double covariance) {
    /** Computes moments relative to the first case, so that the variance of a constant is exactly 0. */
    static PairMoments of(NumberCases cases) {
        double t0 = cases.truth(0);
        double p0 = cases.predicted(0);
        double total = 0;
        double truth = 0;
        double predicted = 0;
        for (int row = 0; row < cases.rows(); row++) {
            double weight = cases.weight(row);
            total += weight;
            truth += weight * (cases.truth(row) - t0);
            predicted += weight * (cases.predicted(row) - p0);
        }
        return around(cases, t0, truth / total, p0, predicted / total, total);
    }

    private static PairMoments around(
            NumberCases cases, double t0, double truth, double p0, double predicted, double total) {
        double truths = 0;
        double predictions = 0;
        double products = 0;
        for (int row = 0; row < cases.rows(); row++) {
            double weight = cases.weight(row);
            double t = cases.truth(row) - t0 - truth;
            double p = cases.predicted(row) - p0 - predicted;
            truths += weight * (t * t);
            predictions += weight * (p * p);
            products += weight * (t * p);
        }
        return new PairMoments(t0 + truth, p0 + predicted, truths / total, predictions / total, products / total);
    }
}
