package keras4j.measure;

/**
 * Binary counts of one level against the rest: weights of true and false, positive and negative predictions. 0 / 0 is
 * NaN.
 */
record EventCounts(double truePositive, double falsePositive, double falseNegative, double trueNegative) {
    EventCounts plus(EventCounts other) {
        return new EventCounts(
                truePositive + other.truePositive,
                falsePositive + other.falsePositive,
                falseNegative + other.falseNegative,
                trueNegative + other.trueNegative);
    }

    double precision() {
        return truePositive / (truePositive + falsePositive);
    }

    double recall() {
        return truePositive / (truePositive + falseNegative);
    }

    double specificity() {
        return trueNegative / (trueNegative + falsePositive);
    }

    double negativePredictiveValue() {
        return trueNegative / (trueNegative + falseNegative);
    }

    /** Computes F-beta: 0 if precision and recall are both 0, NaN if one of them is. */
    double f(double beta) {
        double precision = precision();
        double recall = recall();
        if (precision == 0 && recall == 0) {
            return 0;
        }
        double square = beta * beta;
        return (1 + square) * precision * recall / (square * precision + recall);
    }
}
