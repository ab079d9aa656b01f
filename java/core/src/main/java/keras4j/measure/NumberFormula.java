package keras4j.measure;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** A measure of numbers, with the note for a result that is not finite. */
record NumberFormula(OfNumbers function, String undefined) implements MeasureFormula {
    /** A function of numeric cases and the measure's parameter. */
    interface OfNumbers {
        double of(NumberCases cases, double parameter);
    }

    NumberFormula(ToDoubleFunction<NumberCases> function, String undefined) {
        this((cases, parameter) -> function.applyAsDouble(cases), undefined);
    }

    @Override
    public Set<Estimator> estimators() {
        return Set.of(Estimator.STANDARD);
    }

    @Override
    public Estimator usual(TruthEstimates cases) {
        return Estimator.STANDARD;
    }

    @Override
    public boolean suits(TruthEstimates cases) {
        return cases instanceof NumberCases;
    }

    @Override
    public String needs() {
        return "numbers";
    }

    @Override
    public double compute(Measure measure, Estimator estimator, TruthEstimates cases, List<String> notes) {
        double value = function.of((NumberCases) cases, measure.parameter());
        if (!Double.isFinite(value)) {
            notes.add(undefined);
        }
        return value;
    }

    static double rmse(NumberCases cases) {
        return Math.sqrt(cases.mean((truth, predicted) -> (truth - predicted) * (truth - predicted)));
    }

    static double mae(NumberCases cases) {
        return cases.mean((truth, predicted) -> Math.abs(truth - predicted));
    }

    static double mape(NumberCases cases) {
        return 100 * cases.mean((truth, predicted) -> Math.abs((truth - predicted) / truth));
    }

    static double smape(NumberCases cases) {
        return 200
                * cases.mean(
                        (truth, predicted) -> Math.abs(truth - predicted) / (Math.abs(truth) + Math.abs(predicted)));
    }

    /** Computes the squared correlation, not 1 minus a ratio of sums of squares. */
    static double rsq(NumberCases cases) {
        PairMoments moments = PairMoments.of(cases);
        double correlation =
                moments.covariance() / (Math.sqrt(moments.truthVariance()) * Math.sqrt(moments.predictedVariance()));
        return correlation * correlation;
    }

    /** Computes 1 minus the ratio of the squared errors to the squared distances of the truth from its mean. */
    static double rsqTrad(NumberCases cases) {
        double squares = cases.mean((truth, predicted) -> (truth - predicted) * (truth - predicted));
        return 1 - squares / PairMoments.of(cases).truthVariance();
    }

    /**
     * Computes the concordance correlation with unbiased variances. L. Lin: A concordance correlation coefficient to
     * evaluate reproducibility, 1989.
     */
    static double ccc(NumberCases cases) {
        PairMoments moments = PairMoments.of(cases);
        double apart = moments.truthMean() - moments.predictedMean();
        double variances = moments.truthVariance() + moments.predictedVariance();
        return 2 * moments.covariance() / (variances + cases.unbiased() * apart * apart);
    }

    /** Computes Huber's loss. P. Huber: Robust estimation of a location parameter, 1964. */
    static double huber(NumberCases cases, double delta) {
        DoubleUnaryOperator loss = size -> size <= delta ? size * size / 2 : delta * (size - delta / 2);
        return cases.mean((truth, predicted) -> loss.applyAsDouble(Math.abs(truth - predicted)));
    }
}
