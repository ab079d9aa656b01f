package keras4j.measure;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A measure of all counts at once. */
record MatrixFormula(ToDoubleFunction<LevelTotals> function, String undefined) implements ClassFormula {
    @Override
    public Set<Estimator> estimators() {
        return Set.of(Estimator.BINARY, Estimator.MULTICLASS);
    }

    @Override
    public Estimator usualOfSeveral(ClassCases cases) {
        return Estimator.MULTICLASS;
    }

    @Override
    public double compute(Measure measure, Estimator estimator, TruthEstimates cases, List<String> notes) {
        double value = function.applyAsDouble(LevelTotals.of((ClassCases) cases));
        if (Double.isNaN(value)) {
            notes.add(undefined);
        }
        return value;
    }
}
