package keras4j.measure;

import java.util.List;
import java.util.Set;

/** The mean over cases of something computed from all probabilities of a case and its true level. */
record ProbabilityFormula(OfCase function) implements Formula {
    /** The number for one case. */
    interface OfCase {
        double of(double[] probabilities, int truth);
    }

    @Override
    public Set<Estimator> estimators() {
        return Set.of(Estimator.BINARY, Estimator.MULTICLASS);
    }

    @Override
    public Estimator usual(Cases cases) {
        return ((ClassCases) cases).levels().size() == 2 ? Estimator.BINARY : Estimator.MULTICLASS;
    }

    @Override
    public boolean suits(Cases cases) {
        return cases instanceof ClassCases classes && classes.hasProbabilities();
    }

    @Override
    public String needs() {
        return "classes with probabilities";
    }

    @Override
    public double compute(Measure measure, Estimator estimator, Cases cases, List<String> notes) {
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

    /** The logarithm of the true level's probability, which is kept 2^-52 away from 0 and 1. */
    static double logLoss(double[] probabilities, int truth) {
        double epsilon = Math.ulp(1.0);
        return -Math.log(Math.min(Math.max(probabilities[truth], epsilon), 1 - epsilon));
    }

    /** Half the squared distance to the true level, so that two levels give the squared error of one. */
    static double brier(double[] probabilities, int truth) {
        double sum = 0;
        for (int level = 0; level < probabilities.length; level++) {
            double apart = probabilities[level] - (level == truth ? 1 : 0);
            sum += apart * apart / 2;
        }
        return sum;
    }
}
