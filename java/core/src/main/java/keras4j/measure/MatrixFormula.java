package keras4j.measure;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A measure of all counts at once. */
record MatrixFormula(ToDoubleFunction<ConfusionMatrix> function, String undefined) implements Formula {
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
        return cases instanceof ClassCases;
    }

    @Override
    public String needs() {
        return "classes";
    }

    @Override
    public double compute(Measure measure, Estimator estimator, Cases cases, List<String> notes) {
        double value = function.applyAsDouble(ConfusionMatrix.of(cases));
        if (Double.isNaN(value)) {
            notes.add(undefined);
        }
        return value;
    }
}
