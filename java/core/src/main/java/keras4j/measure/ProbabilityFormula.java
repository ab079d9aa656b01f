package keras4j.measure;

import java.util.List;
import java.util.Set;

/** The mean over cases of a function of all probabilities of a case and its true level. */
record ProbabilityFormula(OfCase function) implements ClassFormula {
    /** A function of one case. */
    interface OfCase {
        double of(double[] probabilities, int truth);
    }

    @Override
    public Set<Estimator> estimators() {
        return Set.of(Estimator.BINARY, Estimator.MULTICLASS);
    }

    @Override
    public Estimator usualOfSeveral(ClassCases cases) {
        return Estimator.MULTICLASS;
    }

    @Override
    public boolean needsProbabilities() {
        return true;
    }

    @Override
    public double compute(Measure measure, Estimator estimator, TruthEstimates cases, List<String> notes) {
        ClassCases classes = (ClassCases) cases;
        int[] codes = classes.truth().codes();
        double sum = 0;
        double total = 0;
        for (int row = 0; row < codes.length; row++) {
            sum += cases.weight(row) * function.of(classes.probabilities(row), codes[row]);
            total += cases.weight(row);
        }
        return sum / total;
    }

    /** Computes the negative logarithm of the true level's probability, which is kept 2^-52 away from 0 and 1. */
    static double logLoss(double[] probabilities, int truth) {
        double epsilon = Math.ulp(1.0);
        return -Math.log(Math.min(Math.max(probabilities[truth], epsilon), 1 - epsilon));
    }

    /** Computes half the squared distance to the true level, so that two levels give the squared error of one. */
    static double brier(double[] probabilities, int truth) {
        double sum = 0;
        for (int level = 0; level < probabilities.length; level++) {
            double apart = probabilities[level] - (level == truth ? 1 : 0);
            sum += apart * apart / 2;
        }
        return sum;
    }
}
